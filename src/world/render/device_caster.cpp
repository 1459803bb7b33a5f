#include "world/render/device_caster.h"

#include "base/check.h"

#include <cstring>
#include <utility>

namespace hibari::world {
namespace {

template <typename T>
void fetch(const Mirror& memory, const T* there, std::vector<T>& plane) {
    if (!plane.empty()) {
        const auto offset = reinterpret_cast<const std::byte*>(there) - memory.there;
        std::memcpy(plane.data(), memory.here + offset, plane.size() * sizeof(T));
    }
}

}  // namespace

DeviceCaster::DeviceCaster(const CasterOptions& options)
    : options_(options),
      sky_meter_(
          options.kernels != nullptr ? *options.kernels : best_kernels(), options.keep_still
      ) {}

Result<std::unique_ptr<DeviceCaster>> DeviceCaster::create(
    const CasterOptions& options, Device& device
) {
    std::unique_ptr<DeviceCaster> caster(new DeviceCaster(options));
    for (std::size_t i = 0; i < kFramesMost; ++i) {
        Slot slot;
        slot.stream = HIBARI_TRY(device.borrow());
        caster->slots_.push_back(std::move(slot));
    }
    return caster;
}

Result<void> DeviceCaster::begin(const FrameScene& scene) {
    HIBARI_CHECK(!is_full());
    Slot& slot = slots_[(first_ + begun_) % slots_.size()];
    const FramePlan plan(scene, sky_meter_.measure(scene.sky), options_);
    const FrameImage sizes = lay_out(plan, options_, Arena());
    slot.memory = HIBARI_TRY(slot.stream->reserve(sizes.planes_end, sizes.size_bytes));
    slot.frame = lay_out(plan, options_, Arena(slot.memory, sizes.planes_end));
    HIBARI_TRY(slot.stream->start(slot.frame));
    ++begun_;
    return {};
}

Result<void> DeviceCaster::finish(GBuffer& out) {
    HIBARI_CHECK(begun_ > 0);
    Slot& slot = slots_[first_];
    first_ = (first_ + 1) % slots_.size();
    --begun_;
    HIBARI_TRY(slot.stream->wait());
    resize(out, options_.width, options_.height, options_.split_light);
    const GBufferView& planes = slot.frame.job.out;
    fetch(slot.memory, planes.color, out.color);
    fetch(slot.memory, planes.albedo, out.albedo);
    fetch(slot.memory, planes.light, out.light);
    fetch(slot.memory, planes.normal, out.normal);
    fetch(slot.memory, planes.depth, out.depth);
    fetch(slot.memory, planes.motion, out.motion);
    fetch(slot.memory, planes.body, out.body);
    fetch(slot.memory, planes.entity, out.entity);
    repeat_border_rows(out, slot.frame.job.first_row, slot.frame.job.last_row);
    return {};
}

void DeviceCaster::drop() {
    for (; begun_ > 0; --begun_) {
        // Whatever went wrong with it, nobody wants to know any more.
        static_cast<void>(slots_[first_].stream->wait());
        first_ = (first_ + 1) % slots_.size();
    }
}

}  // namespace hibari::world
