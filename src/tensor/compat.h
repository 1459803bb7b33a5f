#pragma once

// Where versions of torch differ, and what is asked of torch as a whole. Built with 1.13 (Debian)
// and meant for any later one: every `#if` about a version stands in compat.cpp.

#include <cstdint>
#include <string>

namespace hibari::tensor {

/// "1.13.1".
std::string torch_version();

/// Settings of the whole process that make tensors quick; NoGrad and run_guarded see to it once.
/// Torch and our kernels use every processor this process may run on, unless OMP_NUM_THREADS or
/// set_thread_count has said otherwise (torch alone takes one thread where it does not recognise
/// the processor). And up to half a gigabyte of freed memory is kept for the next tensor: otherwise
/// every large one costs a page fault for each 4 kB (docs/decisions/torch.md).
void prepare_process();

/// How many threads torch and our kernels use together, the caller included.
void set_thread_count(std::int64_t count);
std::int64_t thread_count();

}  // namespace hibari::tensor
