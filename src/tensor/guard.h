#pragma once

// The door between torch, which throws, and the rest of the project, which does not. Everything
// that touches tensors runs inside run_guarded; nothing outside ever sees one of torch's
// exceptions.

#include "base/result.h"

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace hibari::tensor {

/// While it lives, torch remembers nothing for gradients on this thread. run_guarded has one.
class NoGrad {
  public:
    NoGrad();
    ~NoGrad();

    NoGrad(const NoGrad&) = delete;
    NoGrad& operator=(const NoGrad&) = delete;

  private:
    struct Guard;
    std::unique_ptr<Guard> guard_;
};

/// Runs `work` and turns what it throws into an error: `resource_exhausted` when memory ran out,
/// `internal` with torch's first line for anything else.
Result<void> run_guarded_void(const std::function<Result<void>()>& work);

/// The same for work that returns a Result of any type: `run_guarded([&]() -> Result<Clip> {...})`.
template <typename Work>
std::invoke_result_t<Work&> run_guarded(Work&& work) {
    using Answer = std::invoke_result_t<Work&>;
    Answer answer = fail(ErrorCode::kInternal, "nothing was run");
    const Result<void> ran = run_guarded_void([&]() -> Result<void> {
        answer = work();
        return {};
    });
    if (!ran) {
        return fail(ran.error());
    }
    return answer;
}

}  // namespace hibari::tensor
