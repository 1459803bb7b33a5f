// What makes a mood: its scale, chords, rhythm and players. Data, read by the composer.
#pragma once

#include "world/script/shot_script.h"
#include "world/sound/music/instruments.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace hibari::world::sound {

enum class ChordFigure : std::uint8_t { kHeld, kArpeggio, kStrum, kOffbeat, kPulse };
enum class BassFigure : std::uint8_t { kNone, kRoot, kRootFifth, kWalking, kEighths, kFunk };

/// Sixteen steps of a bar; '.' rests, 'x' plays, 'X' accents.
struct DrumLine {
    Drum drum = Drum::kKick;
    std::string_view steps;
};

struct MusicStyle {
    std::array<int, 7> scale{0, 2, 4, 5, 7, 9, 11};  ///< semitones
    std::vector<std::array<int, 4>> progressions;    ///< scale degrees of four bars
    bool sevenths = false;
    Instrument chords = Instrument::kPiano;
    ChordFigure figure = ChordFigure::kHeld;
    Instrument pad = Instrument::kStrings;
    float pad_gain = 0.0F;
    Instrument melody = Instrument::kPiano;
    float melody_density = 0.5F;  ///< share of eighths that sound; 0: no melody
    BassFigure bass = BassFigure::kRoot;
    Instrument bass_player = Instrument::kBass;
    std::vector<DrumLine> drums;
    float drum_gain = 1.0F;
    float swing = 0.0F;            ///< share of an eighth by which off-beats come late
    int tonic = 48;                ///< MIDI note around which chords lie
    float low_pass_hz = 18000.0F;  ///< lofi
    float echo = 0.25F;            ///< of the hall
};

/// The style of a mood with the asked-for instrument in front.
MusicStyle music_style(const Music& music);

/// What of that style one player on the instrument plays: thumb or left hand take the bass.
MusicStyle solo_style(const Music& music);

}  // namespace hibari::world::sound
