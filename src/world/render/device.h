// A processor that casts frames in memory of its own: a GPU.
//
// Frames go through streams. A stream has the memory of one frame and works on it while this side
// does something else; frames of several streams are in flight at once. Streams are kept for the
// next who asks, because memory that a device can fetch is slow to come by.
#pragma once

#include "base/result.h"
#include "world/render/frame_image.h"

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

/// One thread at a time.
class DeviceStream {
  public:
    virtual ~DeviceStream() = default;

    /// Memory for a frame: `size` bytes there, the first `size_here` of them mirrored here. The
    /// same as before when it is large enough; otherwise what it held is lost. Nothing may be in
    /// flight. Fails with `resource_exhausted`.
    virtual Result<Mirror> reserve(std::size_t size_here, std::size_t size) = 0;

    /// Sends a frame that is laid out in the reserved memory, casts it and fetches its planes.
    /// Returns at once.
    virtual Result<void> start(const FrameImage& frame) = 0;

    /// Waits for what was started.
    virtual Result<void> wait() = 0;
};

/// Any thread may ask for streams.
class Device {
  public:
    /// Gives a stream back to its device, which must still be there.
    struct GiveBack {
        Device* device = nullptr;
        void operator()(DeviceStream* stream) const;
    };

    using Lease = std::unique_ptr<DeviceStream, GiveBack>;

    Device() = default;
    virtual ~Device() = default;

    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    /// As people know it: "NVIDIA H200".
    virtual std::string name() const = 0;

    /// A stream that nobody else uses.
    Result<Lease> borrow();

  protected:
    virtual Result<std::unique_ptr<DeviceStream>> open_stream() = 0;

  private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<DeviceStream>> idle_;
};

/// The device that was asked for: "cpu" is none (null), "cuda" the first NVIDIA GPU, "auto" that
/// GPU when there is one that works. Fails with `invalid_argument` on another word and with what
/// open_cuda() fails with.
Result<std::unique_ptr<Device>> choose_device(std::string_view name);

}  // namespace hibari::world
