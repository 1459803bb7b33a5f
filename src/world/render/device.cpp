#include "world/render/device.h"

#include "world/render/cuda/cuda_device.h"

#include <utility>

namespace hibari::world {

void Device::GiveBack::operator()(DeviceStream* stream) const {
    std::unique_ptr<DeviceStream> owned(stream);
    // One that failed is not used again.
    if (owned->wait()) {
        const std::scoped_lock lock(device->mutex_);
        device->idle_.push_back(std::move(owned));
    }
}

Result<Device::Lease> Device::borrow() {
    {
        const std::scoped_lock lock(mutex_);
        if (!idle_.empty()) {
            Lease lease(idle_.back().release(), {this});
            idle_.pop_back();
            return lease;
        }
    }
    std::unique_ptr<DeviceStream> stream = HIBARI_TRY(open_stream());
    return Lease(stream.release(), {this});
}

Result<std::unique_ptr<Device>> choose_device(std::string_view name) {
    if (name == "cpu") {
        return std::unique_ptr<Device>();
    }
    if (name == "cuda") {
        return open_cuda();
    }
    if (name == "auto") {
        Result<std::unique_ptr<Device>> device = open_cuda();
        return device ? std::move(*device) : std::unique_ptr<Device>();
    }
    return fail({
        .code = ErrorCode::kInvalidArgument,
        .message = "expected auto, cpu or cuda, got '" + std::string(name) + "'",
        .field = "device",
    });
}

}  // namespace hibari::world
