// Casts frames on a device, several at once: begin() a few, finish() them in the same order.
#pragma once

#include "base/result.h"
#include "world/render/caster.h"
#include "world/render/device.h"
#include "world/render/frame_plan.h"
#include "world/render/gbuffer.h"
#include "world/render/scene.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace hibari::world {

/// One thread at a time. What a Caster with `keep_still` off draws, as the device rounds it; of the
/// options' `keep_still` only the rule for the light of the sky counts.
class DeviceCaster {
  public:
    /// So many frames are in flight at most.
    static constexpr std::size_t kFramesMost = 3;

    /// The device must outlive it.
    static Result<std::unique_ptr<DeviceCaster>> create(
        const CasterOptions& options, Device& device
    );

    std::size_t in_flight() const { return begun_; }

    bool is_full() const { return begun_ == slots_.size(); }

    /// Begins a frame and returns at once; not while is_full(). The scene is not needed afterwards.
    Result<void> begin(const FrameScene& scene);

    /// Waits for the frame that was begun first; fills every plane of `out` (resized as needed).
    Result<void> finish(GBuffer& out);

    /// Forgets the frames in flight.
    void drop();

  private:
    struct Slot {
        Device::Lease stream;
        Mirror memory;
        FrameImage frame;
    };

    explicit DeviceCaster(const CasterOptions& options);

    CasterOptions options_;
    SkyMeter sky_meter_;
    std::vector<Slot> slots_;
    std::size_t first_ = 0;  ///< slot of the frame that was begun first
    std::size_t begun_ = 0;
};

}  // namespace hibari::world
