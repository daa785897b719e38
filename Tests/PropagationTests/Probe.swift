enum ProbePropagationTests {}
