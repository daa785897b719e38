enum ProbeExposureAnalysisTests {}
