#pragma once
#include <libxml/xmlversion.h>
// Debian's libxml2 can use ICU, whose headers disagree with those of Foundation's own ICU. Nothing here needs them.
#undef LIBXML_ICU_ENABLED
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
