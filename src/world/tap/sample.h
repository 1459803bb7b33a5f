#pragma once

// One training clip: a scene drawn from a mix, simulated, heard, drawn and told.
//
// The picture is in draft quality and in focus throughout, the sound mastered quickly: what a small
// model cannot tell from the real thing, at a fraction of the cost. Everything happens on the
// calling thread: a training set needs many small clips, and a thread per clip keeps all processors
// busy without ever waiting for another, which a thread per tile does not.

#include "base/result.h"
#include "world/render/device.h"
#include "world/tap/hibari_world.h"
#include "world/tap/mix.h"

#include <array>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace hibari::world::tap {

struct SampleOptions {
    int width = 288;
    int height = 160;
    int frames = 97;
    bool depth = false;
    bool flow = false;
    std::uint64_t seed = 0;
    std::string mix = "bounce";
    Split split = Split::kAll;
    Device* device = nullptr;  ///< casts the picture; null: the CPU. Must outlive the making
};

/// Processor seconds spent on one clip.
struct SampleTimes {
    double simulate_s = 0.0;
    double sound_s = 0.0;
    double picture_s = 0.0;
};

/// As HibariClip, with its own memory.
struct Sample {
    std::uint64_t index = 0;
    std::uint64_t seed = 0;
    int slot_count = 0;
    bool held_out = false;
    std::vector<std::uint8_t> frames = {};
    std::vector<float> audio = {};
    std::vector<std::uint8_t> mask = {};
    std::vector<float> state = {};
    std::vector<float> depth = {};
    std::vector<float> flow = {};
    std::vector<HibariContact> contacts = {};
    std::array<std::string, HIBARI_CAPTIONS> captions = {};
    std::string scene = {};
    SampleTimes times = {};
};

/// Makes clip `index`. Equal options and index give equal samples. Fails with what the simulation
/// fails with, and with `cancelled` at the next frame or simulation step after a stop request.
Result<Sample> make_sample(
    const SampleOptions& options, std::uint64_t index, std::stop_token stop = {}
);

}  // namespace hibari::world::tap
