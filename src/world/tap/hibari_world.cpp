// The C side of the tap: checks what comes in, copies what goes out, lets no exception through.
#include "world/tap/hibari_world.h"

#include "base/threads.h"
#include "world/render/device.h"
#include "world/tap/mix.h"
#include "world/tap/tap.h"
#include "world/things/material.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <exception>
#include <limits>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace tap = hibari::world::tap;

struct HibariTap {
    HibariTap(const tap::TapOptions& options, std::unique_ptr<hibari::world::Device> the_device)
        : sample(options.sample),
          device(std::move(the_device)),
          device_name(device != nullptr ? device->name() : "cpu"),
          tap(options) {}

    tap::SampleOptions sample;
    std::unique_ptr<hibari::world::Device> device;  // Outlives the tap, whose threads use it.
    std::string device_name;
    tap::Tap tap;
};

namespace {

/// The last error of each thread; callers of a C API have nowhere else to look.
thread_local std::string last_error;

int refuse(int code, std::string message) {
    last_error = std::move(message);
    return code;
}

int code_of(hibari::ErrorCode code) {
    switch (code) {
        case hibari::ErrorCode::kCancelled:
        case hibari::ErrorCode::kNotFound:
            return HIBARI_STOPPED;
        case hibari::ErrorCode::kResourceExhausted:
            return HIBARI_NO_MEMORY;
        case hibari::ErrorCode::kInvalidArgument:
            return HIBARI_INVALID;
        default:
            return HIBARI_INTERNAL;
    }
}

bool is_side(int32_t pixels) {
    return pixels >= 32 && pixels <= 2048 && pixels % 32 == 0;
}

/// What is wrong with the options; empty when nothing is.
std::string fault_of(const HibariTapOptions& options) {
    if (options.version != HIBARI_TAP_VERSION) {
        return "version: expected " + std::to_string(HIBARI_TAP_VERSION) + ", got " +
               std::to_string(options.version) + " (the header and the library differ)";
    }
    if (!is_side(options.width) || !is_side(options.height)) {
        return "size: expected multiples of 32 from 32 to 2048, got " +
               std::to_string(options.width) + "x" + std::to_string(options.height);
    }
    if (options.frames < 9 || options.frames > 241 || options.frames % 8 != 1) {
        return "frames: expected 1 + 8 k from 9 to 241, got " + std::to_string(options.frames);
    }
    if (options.threads < 0 || options.threads > 256) {
        return "threads: expected 0 to 256, got " + std::to_string(options.threads);
    }
    if (options.depth < 0 || options.depth > 4096) {
        return "depth: expected 0 to 4096, got " + std::to_string(options.depth);
    }
    if (options.stride == 0) {
        return "stride: expected at least 1, got 0";
    }
    if ((options.planes & ~uint32_t{HIBARI_PLANE_DEPTH | HIBARI_PLANE_FLOW}) != 0) {
        return "planes: unknown bits in " + std::to_string(options.planes);
    }
    if (options.split < HIBARI_SPLIT_ALL || options.split > HIBARI_SPLIT_HELD_OUT) {
        return "split: expected 0 to 2, got " + std::to_string(options.split);
    }
    const std::string_view mix(options.mix, strnlen(options.mix, sizeof(options.mix)));
    const auto names = tap::mix_names();
    if (std::ranges::find(names, mix) == names.end()) {
        return "mix: there is no '" + std::string(mix) + "'; there are: " + hibari_tap_mixes();
    }
    return "";
}

/// Bytes that all clips of a full queue hold.
double bytes_of(const tap::TapOptions& options) {
    const tap::SampleOptions& sample = options.sample;
    const double pixels = static_cast<double>(sample.width) * sample.height * sample.frames;
    const double planes = 4.0 + (sample.depth ? 4.0 : 0.0) + (sample.flow ? 8.0 : 0.0);
    const double sound = 2.0 * sizeof(float) * double{HIBARI_SAMPLES_PER_FRAME} * sample.frames;
    return static_cast<double>(options.depth) * (pixels * planes + sound);
}

tap::TapOptions to_options(const HibariTapOptions& from) {
    tap::TapOptions to;
    to.sample = {
        .width = from.width,
        .height = from.height,
        .frames = from.frames,
        .depth = (from.planes & HIBARI_PLANE_DEPTH) != 0,
        .flow = (from.planes & HIBARI_PLANE_FLOW) != 0,
        .seed = from.seed,
        .mix = std::string(from.mix, strnlen(from.mix, sizeof(from.mix))),
        .split = static_cast<tap::Split>(from.split),
    };
    to.threads =
        from.threads > 0 ? static_cast<std::size_t>(from.threads) : hibari::available_threads();
    to.depth = from.depth > 0 ? static_cast<std::size_t>(from.depth) : 2 * to.threads;
    to.first_index = from.first_index;
    to.stride = from.stride;
    to.count = from.count;
    return to;
}

/// Longer texts end at the last space that fits.
void copy_text(const std::string& text, std::span<char> out) {
    std::size_t length = text.size();
    if (length >= out.size()) {
        const std::size_t space = text.rfind(' ', out.size() - 1);
        length = space == std::string::npos ? out.size() - 1 : space;
    }
    std::memcpy(out.data(), text.data(), length);
    out[length] = '\0';
}

template <typename T>
void copy_plane(const std::vector<T>& plane, T* out) {
    if (out != nullptr) {
        std::ranges::copy(plane, out);
    }
}

void copy(const tap::Sample& sample, HibariClip& clip) {
    copy_plane(sample.frames, clip.frames);
    copy_plane(sample.audio, clip.audio);
    copy_plane(sample.mask, clip.mask);
    copy_plane(sample.state, clip.state);
    copy_plane(sample.depth, clip.depth);
    copy_plane(sample.flow, clip.flow);
    clip.index = sample.index;
    clip.seed = sample.seed;
    clip.slot_count = sample.slot_count;
    clip.held_out = sample.held_out ? 1 : 0;
    clip.contact_count = static_cast<int32_t>(sample.contacts.size());
    std::ranges::copy(sample.contacts, clip.contacts);
    for (std::size_t i = 0; i < sample.captions.size(); ++i) {
        copy_text(sample.captions[i], clip.captions[i]);
    }
    copy_text(sample.scene, clip.scene);
}

/// The door: nothing that a library throws gets out to C.
template <typename Work>
int guarded(const Work& work) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return refuse(HIBARI_NO_MEMORY, "out of memory");
    } catch (const std::exception& exception) {
        return refuse(HIBARI_INTERNAL, exception.what());
    }
}

}  // namespace

uint32_t hibari_tap_version(void) {
    return HIBARI_TAP_VERSION;
}

void hibari_tap_sizes(size_t out[3]) {
    if (out == nullptr) {
        return;
    }
    out[0] = sizeof(HibariTapOptions);
    out[1] = sizeof(HibariClip);
    out[2] = sizeof(HibariTapStats);
}

void hibari_tap_defaults(HibariTapOptions* options) {
    if (options == nullptr) {
        return;
    }
    *options = {};
    options->version = HIBARI_TAP_VERSION;
    options->width = 288;
    options->height = 160;
    options->frames = 97;
    options->stride = 1;
    copy_text("bounce", options->mix);
}

const char* hibari_tap_mixes(void) {
    static const std::string kNames = [] {
        std::string names;
        for (const std::string_view name : tap::mix_names()) {
            names += (names.empty() ? "" : " ") + std::string(name);
        }
        return names;
    }();
    return kNames.c_str();
}

const char* hibari_tap_material_name(int32_t material) {
    using hibari::world::Substance;
    if (material < 0 || material > static_cast<int32_t>(Substance::kFoliage)) {
        return "";
    }
    // Literals end with a zero.
    return hibari::world::name_of(static_cast<Substance>(material)).data();
}

int hibari_tap_open(const HibariTapOptions* options, HibariTap** out) {
    return hibari_tap_open_on(options, "cpu", out);
}

int hibari_tap_open_on(const HibariTapOptions* options, const char* device, HibariTap** out) {
    if (options == nullptr || device == nullptr || out == nullptr) {
        return refuse(HIBARI_INVALID, "options, device and out must not be null");
    }
    *out = nullptr;
    return guarded([&] {
        if (std::string fault = fault_of(*options); !fault.empty()) {
            return refuse(HIBARI_INVALID, std::move(fault));
        }
        tap::TapOptions asked = to_options(*options);
        const double memory = static_cast<double>(sysconf(_SC_PHYS_PAGES)) *
                              static_cast<double>(sysconf(_SC_PAGESIZE));
        constexpr double kMegabyte = 1e6;
        if (const double bytes = bytes_of(asked); bytes > memory) {
            return refuse(
                HIBARI_NO_MEMORY,
                "depth: the queue would hold " + std::to_string(std::llround(bytes / kMegabyte)) +
                    " MB, the machine has " + std::to_string(std::llround(memory / kMegabyte)) +
                    " MB"
            );
        }
        auto chosen = hibari::world::choose_device(device);
        if (!chosen) {
            return refuse(HIBARI_INVALID, to_string(chosen.error()));
        }
        asked.sample.device = chosen->get();
        *out = new HibariTap(asked, std::move(*chosen));
        return static_cast<int>(HIBARI_OK);
    });
}

const char* hibari_tap_device(const HibariTap* tap) {
    return tap != nullptr ? tap->device_name.c_str() : "";
}

int hibari_tap_next(HibariTap* tap, HibariClip* clip, double timeout_s) {
    if (tap == nullptr || clip == nullptr) {
        return refuse(HIBARI_INVALID, "tap and clip must not be null");
    }
    if ((clip->depth != nullptr && !tap->sample.depth) ||
        (clip->flow != nullptr && !tap->sample.flow)) {
        return refuse(
            HIBARI_INVALID, "depth and flow are only made when the tap was opened with their planes"
        );
    }
    return guarded([&] {
        constexpr double kForever_s = 1e6;
        const bool waits = timeout_s >= 0.0 && timeout_s < kForever_s;
        const auto next = tap->tap.next(
            waits ? std::optional(std::chrono::duration<double>(timeout_s)) : std::nullopt
        );
        if (!next) {
            return refuse(code_of(next.error().code), to_string(next.error()));
        }
        if (!*next) {
            return refuse(HIBARI_TIMEOUT, "no clip was ready in time");
        }
        copy(**next, *clip);
        return static_cast<int>(HIBARI_OK);
    });
}

void hibari_tap_stop(HibariTap* tap) {
    if (tap != nullptr) {
        tap->tap.stop();
    }
}

void hibari_tap_stats(HibariTap* tap, HibariTapStats* out) {
    if (tap == nullptr || out == nullptr) {
        return;
    }
    const hibari::world::tap::TapStats stats = tap->tap.stats();
    *out = {
        .taken = stats.taken,
        .skipped = stats.skipped,
        .ready = stats.ready,
        .simulate_s = stats.times.simulate_s,
        .sound_s = stats.times.sound_s,
        .picture_s = stats.times.picture_s,
        .waited_s = stats.waited_s,
    };
}

void hibari_tap_close(HibariTap* tap) {
    delete tap;
}

const char* hibari_tap_error(void) {
    return last_error.c_str();
}
