enum ProbeTopologyModelTests {}
