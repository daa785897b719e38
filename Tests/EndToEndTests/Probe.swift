enum ProbeEndToEndTests {}
