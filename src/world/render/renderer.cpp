#include "world/render/renderer.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace hibari::world {
namespace {

constexpr int kMaxSide = 4096;
/// How far the eye follows the light: 1 would show night as bright as day.
constexpr float kAdaptation = 0.76F;
/// Light that a room's walls send back, as a share of the lamps'.
constexpr float kWallShare = 0.55F;
/// The meter of the camera looks at small pictures of the shot.
constexpr int kMeterWidth = 96;
constexpr int kMeterHeight = 54;
constexpr int kMeterFrames = 3;
/// What a well exposed picture meters by day and by night, and how far the meter is believed.
constexpr float kMeterDay = 0.33F;
constexpr float kMeterRoom = 0.37F;
constexpr float kMeterNight = 0.10F;
constexpr float kMeterFloodlit = 0.125F;  ///< a night with lamps on the stage
constexpr float kMeterGrey = 0.3F;        ///< albedo of what the meter takes for ordinary
constexpr float kMeterTrust = 0.75F;
constexpr float kKeyLight = 0.95F;  ///< irradiance over pi of the stage that needs no correction

float luminance(const Vec3& c) {
    return 0.2126F * c.x + 0.7152F * c.y + 0.0722F * c.z;
}

/// Light of the lamps on a ball at `at`, from wherever it comes.
float lamp_light(const FrameScene& scene, const Vec3& at) {
    float sum = 0.0F;
    for (const FrameLamp& lamp : scene.lamps) {
        const Vec3 to = lamp.position - at;
        const float away2 = std::max(length_squared(to), 0.05F);
        const Vec3 direction = normalize(to, {0, 1, 0});
        if (lamp.cone_cos > -1.0F && -dot(direction, lamp.direction) < lamp.cone_cos) {
            continue;
        }
        sum += luminance(lamp.color) / away2 * (0.4F + 0.6F * std::max(direction.y, 0.0F));
    }
    return sum;
}

/// Mean light of the lamps where people are.
float stage_lamp_light(const FrameScene& scene) {
    constexpr float kAround = 1.8F;
    constexpr float kHeight = 0.8F;
    constexpr float kMost = 4.0F;  ///< one lamp close by is not the light of the stage
    float sum = 0.0F;
    for (const Vec3 at :
         {Vec3{0, kHeight, 0},
          Vec3{kAround, kHeight, 0},
          Vec3{-kAround, kHeight, 0},
          Vec3{0, kHeight, kAround},
          Vec3{0, kHeight, -kAround}}) {
        sum += 0.2F * std::min(lamp_light(scene, at), kMost);
    }
    return sum;
}

/// The dome's light on the ground.
float dome_light(const AmbientLight& ambient) {
    const Vec3* c = ambient.coefficient;
    return std::max(luminance(c[0] * 0.282095F + c[1] * 0.488603F), 0.0F);
}

CasterOptions caster_options(const RenderOptions& options) {
    return {
        .width = options.width,
        .height = options.height,
        .quality = options.quality,
        .hidden_rows = options.hidden_rows,
        .split_light = options.split_light,
        .keep_still = options.keep_still,
        .threads = options.threads,
    };
}

/// The low sun stands in the picture.
bool is_against_the_sun(const FrameScene& scene) {
    constexpr float kInside = 0.75F;  ///< cosine of the angle from the middle of the picture
    constexpr float kLow = 0.3F;
    constexpr float kClosed = 0.9F;
    const SkyParams& sky = scene.sky;
    return sky.sun_direction.y < kLow && sky.cloud < kClosed &&
           dot(scene.camera.forward, sky.sun_direction) > kInside;
}

}  // namespace

float meter_target(const FrameScene& scene) {
    const SkyParams& sky = scene.sky;
    if (sky.indoor) {
        return kMeterRoom;
    }
    if (sky.time != TimeOfDay::kNight && is_against_the_sun(scene)) {
        // Exposed for the sky, whose colours are what is looked at.
        return sky.time == TimeOfDay::kDusk ? 0.25F * kMeterDay : 0.45F * kMeterDay;
    }
    switch (sky.time) {
        case TimeOfDay::kNight:
            return stage_lamp_light(scene) > luminance(sky.sun_color) ? kMeterFloodlit
                                                                      : kMeterNight;
        case TimeOfDay::kDusk:
            return lerp(kMeterNight, kMeterDay, 0.3F);
        case TimeOfDay::kDawn:
        case TimeOfDay::kGoldenHour:
            return 0.85F * kMeterDay;
        default:
            return sky.weather == Sky::kStorm ? 0.6F * kMeterDay : kMeterDay;
    }
}

float metered(const GBuffer& picture) {
    float sum = 0.0F;
    float weight = 0.0F;
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            const auto i = static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                           static_cast<std::size_t>(x);
            if (picture.depth[i] >= GBuffer::kFar) {
                continue;
            }
            const float u = (static_cast<float>(x) + 0.5F) / static_cast<float>(picture.width);
            const float v = (static_cast<float>(y) + 0.5F) / static_cast<float>(picture.height);
            const float away = 4.0F * ((u - 0.5F) * (u - 0.5F) + (v - 0.5F) * (v - 0.5F));
            // What somebody put into the scene counts more than its ground.
            const float share = (picture.entity[i] != 0 ? 3.0F : 1.0F) / (1.0F + 1.5F * away);
            // Half by what is seen, half by the light on it: snow stays white, a black dog black.
            const float level =
                std::sqrt(luminance(picture.color[i]) * luminance(picture.light[i]) * kMeterGrey);
            sum += share * level / (1.0F + 0.5F * level);
            weight += share;
        }
    }
    return weight > 0.0F ? sum / weight : 0.0F;
}

float choose_ambient_gain(const FrameScene& scene, const AmbientLight& ambient) {
    if (!scene.sky.indoor || scene.lamps.empty()) {
        return 1.0F;
    }
    const float walls = std::max(dome_light(ambient), 1e-3F);
    return clamp(kWallShare * stage_lamp_light(scene) / walls, 0.12F, 1.0F);
}

float choose_exposure(const FrameScene& scene, const AmbientLight& ambient) {
    float light = dome_light(ambient) * scene.ambient_gain;
    const SkyParams& sky = scene.sky;
    const float high = std::max(sky.sun_direction.y, 0.0F);
    light += luminance(sky.sun_color) * (0.35F + 0.5F * high) * (sky.indoor ? 0.3F : 1.0F);
    light = std::max(light + stage_lamp_light(scene), 1e-4F);
    return clamp(std::pow(kKeyLight / light, kAdaptation), 0.3F, 60.0F);
}

Renderer::Renderer(const Timeline& timeline, const RenderOptions& options)
    : composer_(timeline, options.fps),
      caster_(caster_options(options)),
      frame_count_(static_cast<int>(std::lround(timeline.duration_s * options.fps))),
      modelling_(options.modelling) {
    FrameScene first = composer_.compose(0);
    first.sky.lightning = 0.0F;
    AmbientLight ambient;
    best_kernels().measure_sky(first.sky, ambient);
    ambient_gain_ = choose_ambient_gain(first, ambient);
    first.ambient_gain = ambient_gain_;
    exposure_ = choose_exposure(first, ambient);
    const double seconds = options.metered_s > 0.0 ? options.metered_s : timeline.duration_s;
    meter(seconds, options, meter_target(first));
}

void Renderer::meter(double seconds, const RenderOptions& options, float target) {
    Caster small({
        .width = kMeterWidth,
        .height = kMeterHeight,
        .quality = Quality::kDraft,
        .threads = options.threads,
    });
    GBuffer picture;
    float sum = 0.0F;
    int count = 0;
    for (int i = 0; i < kMeterFrames; ++i) {
        const double at_s = seconds * (i + 0.5) / kMeterFrames;
        FrameScene scene = scene_of(static_cast<int>(at_s * options.fps));
        scene.sky.lightning = 0.0F;
        if (!small.cast(scene, picture)) {
            continue;
        }
        const float level = metered(picture);
        if (level > 0.0F) {
            sum += std::log(level);
            ++count;
        }
    }
    if (count > 0) {
        constexpr float kLeast = 0.35F;
        constexpr float kMost = 3.5F;
        const float level = std::exp(sum / static_cast<float>(count));
        exposure_ *= clamp(std::pow(target / level, kMeterTrust), kLeast, kMost);
    }
}

Result<std::unique_ptr<Renderer>> Renderer::create(
    const Timeline& timeline, const RenderOptions& options
) {
    if (options.width < 2 || options.height < 2 || options.width > kMaxSide ||
        options.height > kMaxSide) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "[render] expected a size between 2x2 and 4096x4096, got " +
                       std::to_string(options.width) + "x" + std::to_string(options.height),
            .field = "size",
        });
    }
    if (options.fps < 1 || options.fps > kSampleRateHz) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message =
                "[render] expected 1 to 120 frames per second, got " + std::to_string(options.fps),
            .field = "fps",
        });
    }
    if (timeline.environment.place == nullptr || timeline.camera.empty()) {
        return fail(ErrorCode::kInvalidArgument, "[render] expected a finished timeline");
    }
    std::unique_ptr<Renderer> renderer(new Renderer(timeline, options));
    if (options.device != nullptr) {
        renderer->device_caster_ =
            HIBARI_TRY(DeviceCaster::create(caster_options(options), *options.device));
    }
    return renderer;
}

FrameScene Renderer::scene_of(int frame) const {
    FrameScene scene = composer_.compose(frame);
    scene.ambient_gain = ambient_gain_;
    scene.exposure = exposure_;
    scene.surroundings.modelling = modelling_;
    return scene;
}

Result<void> Renderer::trace(int frame, GBuffer& out, std::stop_token stop) {
    return device_caster_ != nullptr ? trace_ahead(frame, out, std::move(stop))
                                     : caster_.cast(scene_of(frame), out, std::move(stop));
}

Result<void> Renderer::trace_ahead(int frame, GBuffer& out, std::stop_token stop) {
    if (stop.stop_requested()) {
        return fail(ErrorCode::kCancelled, "cancelled");
    }
    if (frame != first_ahead_) {
        device_caster_->drop();
        first_ahead_ = frame;
        end_ahead_ = frame;
    }
    while (!device_caster_->is_full() && (end_ahead_ == frame || end_ahead_ < frame_count_)) {
        HIBARI_TRY(device_caster_->begin(scene_of(end_ahead_)));
        ++end_ahead_;
    }
    ++first_ahead_;
    return device_caster_->finish(out);
}

}  // namespace hibari::world
