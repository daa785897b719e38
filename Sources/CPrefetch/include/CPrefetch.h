// What Swift has no word for: asking the processor to fetch memory that is needed soon.
#ifndef EXPOSURE_PREFETCH_H
#define EXPOSURE_PREFETCH_H

/// Asks for the cache line at an address to be fetched for reading. Any address may be given: one that is not
/// mapped is ignored.
static inline __attribute__((always_inline)) void prefetch(const void *address) {
  __builtin_prefetch(address, 0, 3);
}

#endif
