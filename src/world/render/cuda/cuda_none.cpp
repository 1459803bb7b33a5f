#include "world/render/cuda/cuda_device.h"

namespace hibari::world {

Result<std::unique_ptr<Device>> open_cuda() {
    return fail({
        .code = ErrorCode::kUnsupported,
        .message = "this build has no CUDA",
        .field = "device",
        .hint = "docs/decisions/cuda.md tells how to build it with HIBARI_WITH_CUDA",
    });
}

}  // namespace hibari::world
