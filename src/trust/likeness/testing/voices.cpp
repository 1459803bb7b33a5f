#include "trust/likeness/testing/voices.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <mutex>

extern "C" {
#include <flite/flite.h>

// The voice libraries come without headers.
cst_voice* register_cmu_us_slt(const char* folder);
cst_voice* register_cmu_us_rms(const char* folder);
cst_voice* register_cmu_us_awb(const char* folder);
cst_voice* register_cmu_us_kal16(const char* folder);
}

namespace hibari::trust::testing {
namespace {

constexpr std::array<std::string_view, 16> kVoices = {
    "flite:slt",
    "espeak:en-us",
    "flite:rms",
    "espeak:en-us+f2",
    "flite:awb",
    "espeak:en-gb",
    "flite:kal16",
    "espeak:en-us+m3",
    "espeak:en-gb+f4",
    "espeak:en-us+f5",
    "espeak:en-gb-x-rp",
    "espeak:en-us+m7",
    "espeak:en-us+f1",
    "espeak:en-us+m1",
    "espeak:en-gb+m2",
    "espeak:en-gb-scotland",
};

std::string spoken(std::string_view digits) {
    std::string text;
    for (const char digit : digits) {
        text += digit;
        text += ", ";
    }
    return text;
}

std::vector<float> resampled(const std::vector<std::int16_t>& samples, int rate_hz) {
    std::vector<float> sound;
    const double step = rate_hz / 48'000.0;
    for (double at = 0.0; at + 1.0 < static_cast<double>(samples.size()); at += step) {
        const auto i = static_cast<std::size_t>(at);
        const auto share = static_cast<float>(at - static_cast<double>(i));
        sound.push_back(
            static_cast<float>(samples[i]) * (1.0F - share) +
            static_cast<float>(samples[i + 1]) * share
        );
    }
    float peak = 1.0F;
    for (const float sample : sound) {
        peak = std::max(peak, std::abs(sample));
    }
    for (float& sample : sound) {
        sample *= 0.5F / peak;
    }
    return sound;
}

std::vector<float> say_with_flite(std::string_view name, const std::string& text, double rate) {
    static std::mutex lock;
    const std::lock_guard held(lock);
    static const std::array<cst_voice*, 4> list = [] {
        flite_init();
        return std::array<cst_voice*, 4>{
            register_cmu_us_slt(nullptr),
            register_cmu_us_rms(nullptr),
            register_cmu_us_awb(nullptr),
            register_cmu_us_kal16(nullptr)
        };
    }();
    constexpr std::array<std::string_view, 4> kNames = {"slt", "rms", "awb", "kal16"};
    const auto index =
        static_cast<std::size_t>(std::find(kNames.begin(), kNames.end(), name) - kNames.begin());
    cst_voice* voice = list.at(index);
    feat_set_float(voice->features, "duration_stretch", static_cast<float>(1.0 / rate));
    cst_wave* wave = flite_text_to_wave(text.c_str(), voice);
    const std::vector<std::int16_t> samples(wave->samples, wave->samples + wave->num_samples);
    const int rate_hz = wave->sample_rate;
    delete_wave(wave);
    return resampled(samples, rate_hz);
}

std::vector<float> say_with_espeak(std::string_view name, const std::string& text, double rate) {
    const std::string command = "espeak-ng -v " + std::string(name) + " -s " +
                                std::to_string(static_cast<int>(std::lround(150 * rate))) +
                                " --stdout '" + text + "' 2>/dev/null";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::string bytes;
    std::array<char, 65536> piece{};
    while (pipe) {
        const std::size_t count = fread(piece.data(), 1, piece.size(), pipe.get());
        if (count == 0) {
            break;
        }
        bytes.append(piece.data(), count);
    }
    // A plain WAV file: 44 bytes of head, 16-bit mono.
    if (bytes.size() < 1000) {
        return {};
    }
    std::int32_t rate_hz = 0;
    std::memcpy(&rate_hz, bytes.data() + 24, sizeof(rate_hz));
    std::vector<std::int16_t> samples((bytes.size() - 44) / 2);
    std::memcpy(samples.data(), bytes.data() + 44, samples.size() * 2);
    return resampled(samples, rate_hz);
}

}  // namespace

std::span<const std::string_view> voices() {
    return kVoices;
}

std::vector<float> say_digits(std::string_view voice, std::string_view digits, double rate) {
    const std::string_view name = voice.substr(voice.find(':') + 1);
    return voice.starts_with("flite") ? say_with_flite(name, spoken(digits), rate)
                                      : say_with_espeak(name, spoken(digits), rate);
}

}  // namespace hibari::trust::testing
