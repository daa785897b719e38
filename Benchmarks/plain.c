// Reach from one node as plainly as it can be written: the measure of what the machine can do.
// usage: plain GRAPH.csr SOURCE REPETITIONS; prints the median seconds and the number of nodes reached.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int ascending(const void *one, const void *other) {
  double difference = *(const double *)one - *(const double *)other;
  return (difference > 0) - (difference < 0);
}

int main(int count, char **arguments) {
  if (count != 4) return 2;
  FILE *file = fopen(arguments[1], "rb");
  int64_t nodes, edges;
  if (!file || fread(&nodes, 8, 1, file) != 1 || fread(&edges, 8, 1, file) != 1) return 2;
  int64_t *wide = malloc(8 * (nodes + 1));
  uint32_t *offsets = malloc(4 * (nodes + 1)), *targets = malloc(4 * edges);
  if (fread(wide, 8, nodes + 1, file) != (size_t)nodes + 1) return 2;
  if (fread(targets, 4, edges, file) != (size_t)edges) return 2;
  for (int64_t node = 0; node <= nodes; node++) offsets[node] = wide[node];
  free(wide);
  uint8_t *seen = malloc(nodes);
  uint32_t *queue = malloc(4 * nodes), reached = 0;
  int repetitions = atoi(arguments[3]);
  double *seconds = malloc(sizeof(double) * repetitions);
  for (int repetition = 0; repetition < repetitions; repetition++) {
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    memset(seen, 0, nodes);
    uint32_t next = 0;
    reached = 0;
    queue[reached++] = atoi(arguments[2]);
    seen[queue[0]] = 1;
    while (next < reached) {
      uint32_t node = queue[next++];
      for (uint32_t edge = offsets[node]; edge < offsets[node + 1]; edge++) {
        uint32_t target = targets[edge];
        if (!seen[target]) {
          seen[target] = 1;
          queue[reached++] = target;
        }
      }
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    seconds[repetition] = end.tv_sec - start.tv_sec + (end.tv_nsec - start.tv_nsec) * 1e-9;
  }
  qsort(seconds, repetitions, sizeof(double), ascending);
  printf("%.9f %u\n", seconds[repetitions / 2], reached);
  return 0;
}
