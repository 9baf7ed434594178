// One maximum weight matching by LEMON. In: n and m (int64), then m ends (int32), m ends (int32), m weights (int64).
// Out: "seconds weight pairs". g++ -O3 -march=native bench/lemon.cc -l:liblemon.a; ulimit -s unlimited for a million.
#include <lemon/matching.h>
#include <lemon/smart_graph.h>

#include <cstdint>
#include <cstdio>
#include <ctime>
#include <vector>

static double cpu_seconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

template <typename T>
static std::vector<T> read(FILE* file, size_t length) {
  std::vector<T> numbers(length);
  if (fread(numbers.data(), sizeof(T), length, file) != length) throw "short file";
  return numbers;
}

int main(int, char** arguments) {
  FILE* file = fopen(arguments[1], "rb");
  const auto size = read<int64_t>(file, 2);
  const auto one = read<int32_t>(file, size[1]), other = read<int32_t>(file, size[1]);
  const auto weight = read<int64_t>(file, size[1]);
  lemon::SmartGraph graph;
  std::vector<lemon::SmartGraph::Node> nodes(size[0]);
  for (auto& node : nodes) node = graph.addNode();
  lemon::SmartGraph::EdgeMap<int64_t> weights(graph);
  for (int64_t k = 0; k < size[1]; k++) weights[graph.addEdge(nodes[one[k]], nodes[other[k]])] = weight[k];
  const double began = cpu_seconds();
  lemon::MaxWeightedMatching<lemon::SmartGraph, lemon::SmartGraph::EdgeMap<int64_t>> matching(graph, weights);
  matching.fractionalInit();
  matching.start();
  printf("%f %lld %d\n", cpu_seconds() - began, (long long)matching.matchingWeight(), (int)matching.matchingSize());
}
