enum ProbeSourceTextTests {}
