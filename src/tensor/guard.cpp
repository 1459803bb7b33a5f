#include "tensor/guard.h"

#include "tensor/compat.h"

#include <c10/core/InferenceMode.h>
#include <c10/util/Exception.h>
#include <exception>
#include <new>
#include <string>
#include <string_view>

namespace hibari::tensor {
namespace {

/// Torch reports a failed allocation as any other error; these are its words for it.
bool is_out_of_memory(std::string_view message) {
    return message.find("can't allocate memory") != std::string_view::npos ||
           message.find("not enough memory") != std::string_view::npos ||
           message.find("out of memory") != std::string_view::npos;
}

Error out_of_memory() {
    return {
        .code = ErrorCode::kResourceExhausted,
        .message = "there is not enough memory for this clip",
        .hint = "ask for a smaller or shorter one",
    };
}

Error torch_error(std::string_view message) {
    if (is_out_of_memory(message)) {
        return out_of_memory();
    }
    const std::size_t end = message.find('\n');
    return {
        .code = ErrorCode::kInternal,
        .message = "torch: " + std::string(message.substr(0, end)),
    };
}

}  // namespace

struct NoGrad::Guard {
    c10::InferenceMode mode;
};

NoGrad::NoGrad() : guard_(std::make_unique<Guard>()) {
    prepare_process();
}

NoGrad::~NoGrad() = default;

Result<void> run_guarded_void(const std::function<Result<void>()>& work) {
    try {
        const NoGrad no_grad;
        return work();
    } catch (const c10::Error& error) {
        return fail(torch_error(error.what_without_backtrace()));
    } catch (const std::bad_alloc&) {
        return fail(out_of_memory());
    } catch (const std::exception& error) {
        return fail(torch_error(error.what()));
    }
}

}  // namespace hibari::tensor
