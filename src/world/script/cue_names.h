// Names of the sounds that can be asked for in words (SoundCue::kind). Plain data, so that whoever
// understands prompts can know them without the synthesis.
#pragma once

#include <array>
#include <string_view>

namespace hibari::world {

/// How a cue fills its time.
enum class CueShape {
    kOnce,      ///< happens once where it is asked for
    kRepeated,  ///< happens again and again through its step
    kLasting,   ///< a continuous bed
    kReaction,  ///< of a crowd; follows what happened in the shot
};

struct CueName {
    std::string_view name;
    CueShape shape;
};

inline constexpr std::array<CueName, 80> kCueNames = {{
    {"crowd_cheer", CueShape::kReaction},
    {"crowd_groan", CueShape::kReaction},
    {"crowd_gasp", CueShape::kReaction},
    {"crowd_aww", CueShape::kReaction},
    {"applause", CueShape::kReaction},
    {"crowd_murmur", CueShape::kLasting},
    {"laughter", CueShape::kReaction},
    {"laugh", CueShape::kOnce},
    {"cry", CueShape::kOnce},
    {"gasp", CueShape::kOnce},
    {"scream", CueShape::kOnce},
    {"clap", CueShape::kRepeated},
    {"breathing", CueShape::kLasting},
    {"snoring", CueShape::kRepeated},
    {"humming", CueShape::kOnce},
    {"thunder", CueShape::kOnce},
    {"rain", CueShape::kLasting},
    {"wind", CueShape::kLasting},
    {"waves", CueShape::kLasting},
    {"stream", CueShape::kLasting},
    {"water_drip", CueShape::kRepeated},
    {"splash", CueShape::kOnce},
    {"bubbles", CueShape::kLasting},
    {"birdsong", CueShape::kLasting},
    {"crickets", CueShape::kLasting},
    {"leaves", CueShape::kLasting},
    {"traffic", CueShape::kLasting},
    {"siren", CueShape::kLasting},
    {"horn", CueShape::kOnce},
    {"bicycle_bell", CueShape::kOnce},
    {"bell", CueShape::kOnce},
    {"church_bells", CueShape::kRepeated},
    {"sleigh_bells", CueShape::kLasting},
    {"chime", CueShape::kOnce},
    {"gong", CueShape::kOnce},
    {"whistle", CueShape::kOnce},
    {"buzzer", CueShape::kOnce},
    {"alarm", CueShape::kLasting},
    {"alarm_clock", CueShape::kLasting},
    {"beep", CueShape::kRepeated},
    {"phone_ring", CueShape::kRepeated},
    {"doorbell", CueShape::kOnce},
    {"knock", CueShape::kOnce},
    {"door_slam", CueShape::kOnce},
    {"door_creak", CueShape::kOnce},
    {"glass_break", CueShape::kOnce},
    {"clock_tick", CueShape::kLasting},
    {"drum_roll", CueShape::kLasting},
    {"cymbal", CueShape::kOnce},
    {"explosion", CueShape::kOnce},
    {"firework", CueShape::kRepeated},
    {"engine", CueShape::kLasting},
    {"train", CueShape::kLasting},
    {"airplane", CueShape::kLasting},
    {"helicopter", CueShape::kLasting},
    {"rocket", CueShape::kLasting},
    {"skid", CueShape::kOnce},
    {"dog_bark", CueShape::kRepeated},
    {"cat_meow", CueShape::kRepeated},
    {"cat_purr", CueShape::kRepeated},
    {"horse_neigh", CueShape::kOnce},
    {"horse_gallop", CueShape::kLasting},
    {"owl", CueShape::kRepeated},
    {"rooster", CueShape::kOnce},
    {"frog", CueShape::kRepeated},
    {"cow", CueShape::kRepeated},
    {"sheep", CueShape::kRepeated},
    {"crow", CueShape::kRepeated},
    {"duck", CueShape::kRepeated},
    {"wolf_howl", CueShape::kOnce},
    {"bee", CueShape::kRepeated},
    {"seagulls", CueShape::kRepeated},
    {"fire_crackle", CueShape::kLasting},
    {"typing", CueShape::kLasting},
    {"typewriter", CueShape::kLasting},
    {"footsteps", CueShape::kLasting},
    {"heartbeat", CueShape::kLasting},
    {"camera_shutter", CueShape::kOnce},
    {"whoosh", CueShape::kOnce},
    {"static", CueShape::kLasting},
}};

/// The entry of a name; of an unknown name that contains a known one ("loud_siren", "thunder_clap")
/// that one; null when nothing fits.
constexpr const CueName* find_cue(std::string_view name) {
    const CueName* inside = nullptr;
    for (const CueName& cue : kCueNames) {
        if (cue.name == name) {
            return &cue;
        }
        if (name.find(cue.name) != std::string_view::npos ||
            cue.name.find(name) != std::string_view::npos) {
            inside = inside == nullptr && !name.empty() ? &cue : inside;
        }
    }
    return inside;
}

}  // namespace hibari::world
