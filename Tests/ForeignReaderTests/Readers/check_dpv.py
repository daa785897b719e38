"""check_dpv.py EXPORT TOPOLOGY ANALYSIS: rdflib reads the register and the breach, without asking the network."""

import sys

from rdflib import Graph, Namespace, RDF, RDFS, URIRef
from rdflib.namespace import XSD

from common import answer, expect, finish, groups, same, topology

DPV = Namespace("https://w3id.org/dpv#")
GDPR = Namespace("https://w3id.org/dpv/legal/eu/gdpr#")
OWN = Namespace("urn:exposure:vocabulary:")
# Terms of DPV 2.2 that are used; any other would be a slip of the pen.
TERMS = {
    "ROPA", "Process", "Organisation", "DataController", "JointDataControllers", "DataProcessor",
    "DataSubProcessor", "DataProtectionAuthority", "DataSubject", "PersonalData", "StorageCondition",
    "UntilTimeDuration", "EncryptionAtRest", "hasName", "hasContact", "hasProcess",
    "hasDataController", "hasDataProcessor", "hasDataSubject", "hasPersonalData", "hasRecipient",
    "hasTechnicalMeasure", "hasAuthority", "hasStorageCondition", "hasDuration",
}

path, source, analysis = sys.argv[1:]
document, result = topology(source), answer(analysis)
import socket
socket.socket = None
graph = Graph().parse(path, format="json-ld")
used = {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}
same({t[len(DPV):] for t in used if t.startswith(DPV)} - TERMS, set(), "terms that DPV does not have")


def name(kind, text):
    return URIRef(f"urn:exposure:{kind}:{text}")


datasets = {f"{system}.{key}": (system, entry)
            for system, value in document["systems"].items()
            for key, entry in (value.get("datasets") or {}).items()}
same({str(s) for s in graph.subjects(RDF.type, DPV.Process)},
     {f"urn:exposure:process:{key}" for key in datasets}, "processes")
for key, (system, entry) in datasets.items():
    process = name("process", key)
    same({str(o) for o in graph.objects(process, DPV.hasPersonalData)},
         {str(name("field", f)) for f in entry.get("fields") or []}, f"data of {key}")
    same({str(o) for o in graph.objects(process, DPV.hasDataSubject)},
         {str(name("people", entry["people"]))}, f"people of {key}")
    decides = (document["people"][entry["people"]] or {}).get("controller")
    same({str(o) for o in graph.objects(process, DPV.hasDataController)},
         {str(name("organization", decides))} if decides else set(), f"controller of {key}")
    owner = document["systems"][system].get("organization")
    same({str(o) for o in graph.objects(process, DPV.hasDataProcessor)},
         {str(name("organization", owner))} if owner != decides else set(), f"processor of {key}")
same(graph.value(name("people", "readers"), OWN.personsHigh).toPython(), 15000, "readers at most")
expect(graph.value(name("people", "staff"), OWN.personsHigh) is None, "staff has an upper bound")
for key, entry, _ in groups(document["people"]):
    same(str(graph.value(name("people", key), RDFS.label)),
         entry.get("label", key), f"label of {key}")
breach = name("incident", result["incident"])
expect((breach, RDF.type, GDPR.DataBreach) in graph, "there is no breach")
expect((breach, RDF.type, GDPR.ConfidentialityBreach) in graph, "data was read")
counted = {
    str(graph.value(node, OWN.subject)): (
        graph.value(node, OWN.personsLow).toPython(), graph.value(node, OWN.personsHigh).toPython())
    for node in graph.objects(breach, OWN.concerned)}
same(counted,
     {str(name("people", c["class"])): (c["persons"]["low"], c["persons"]["high"])
      for c in result["people"] if c["persons"]["high"] != 0}, "people concerned")
finish()
