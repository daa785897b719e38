enum ProbeDiagramsTests {}
