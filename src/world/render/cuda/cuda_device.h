// The first NVIDIA GPU as a Device.
#pragma once

#include "base/result.h"
#include "world/render/device.h"

#include <memory>

namespace hibari::world {

/// Fails with `unsupported` in a build without CUDA, with `unavailable` where no GPU works. The
/// environment variable CUDA_VISIBLE_DEVICES says which one is the first.
Result<std::unique_ptr<Device>> open_cuda();

}  // namespace hibari::world
