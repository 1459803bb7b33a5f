#include "engine/learned/rate.h"

#include "world/tap/half_rate.h"

#include <algorithm>
#include <soxr.h>
#include <span>
#include <string>

namespace hibari::engine {
namespace {

constexpr double kLow_hz = 24'000.0;
constexpr double kHigh_hz = 48'000.0;
constexpr unsigned kChannels = 2;

tl::unexpected<Error> failed(soxr_error_t error) {
    return fail(ErrorCode::kInternal, std::string("cannot resample the sound: ") + error);
}

}  // namespace

void DoubleRate::Closer::operator()(void* resampler) const {
    soxr_delete(static_cast<soxr_t>(resampler));
}

Result<DoubleRate> DoubleRate::create() {
    soxr_error_t error = nullptr;
    const soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT32_S, SOXR_FLOAT32_S);
    const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
    DoubleRate rate;
    rate.resampler_.reset(soxr_create(kLow_hz, kHigh_hz, kChannels, &error, &io, &quality, nullptr)
    );
    if (error != nullptr) {
        return failed(error);
    }
    return rate;
}

Result<media::AudioBuffer> DoubleRate::next(
    const std::vector<float>& left, const std::vector<float>& right, bool last
) {
    const auto resampler = static_cast<soxr_t>(resampler_.get());
    in_ += left.size();
    const std::size_t room = 2 * in_ - out_;
    media::AudioBuffer out(room);
    std::size_t made = 0;
    const auto take = [&](const float* l, const float* r, std::size_t count) -> soxr_error_t {
        const void* in[kChannels] = {l, r};
        void* to[kChannels] = {out.left.data() + made, out.right.data() + made};
        std::size_t taken = 0;
        std::size_t done = 0;
        const soxr_error_t error = soxr_process(
            resampler,
            l == nullptr ? nullptr : static_cast<const void*>(in),
            count,
            &taken,
            static_cast<void*>(to),
            room - made,
            &done
        );
        made += done;
        return error;
    };
    if (!left.empty()) {
        if (const soxr_error_t error = take(left.data(), right.data(), left.size())) {
            return failed(error);
        }
    }
    if (last) {
        if (const soxr_error_t error = take(nullptr, nullptr, 0)) {
            return failed(error);
        }
        // Whatever it lacks of the exact length is silence.
        made = room;
    }
    out_ += made;
    out.left.resize(made);
    out.right.resize(made);
    return out;
}

HalfSound halve_rate(const media::AudioBuffer& sound) {
    const std::size_t count = sound.size() / 2;
    HalfSound out{std::vector<float>(count), std::vector<float>(count)};
    const std::span left(sound.left.data(), 2 * count);
    const std::span right(sound.right.data(), 2 * count);
    world::tap::halve_rate(left, out.left);
    world::tap::halve_rate(right, out.right);
    return out;
}

}  // namespace hibari::engine
