#include "world/sound/music/style.h"

namespace hibari::world::sound {
namespace {

constexpr std::array<int, 7> kMajor = {0, 2, 4, 5, 7, 9, 11};
constexpr std::array<int, 7> kMinor = {0, 2, 3, 5, 7, 8, 10};
constexpr std::array<int, 7> kHarmonicMinor = {0, 2, 3, 5, 7, 8, 11};
constexpr std::array<int, 7> kDorian = {0, 2, 3, 5, 7, 9, 10};
constexpr std::array<int, 7> kMixolydian = {0, 2, 4, 5, 7, 9, 10};

MusicStyle calm() {
    return {
        .scale = kMajor,
        .progressions = {{0, 5, 3, 4}, {0, 2, 3, 4}, {0, 3, 0, 4}},
        .sevenths = true,
        .chords = Instrument::kPiano,
        .figure = ChordFigure::kArpeggio,
        .pad = Instrument::kStrings,
        .pad_gain = 0.45F,
        .melody = Instrument::kPiano,
        .melody_density = 0.28F,
        .bass = BassFigure::kRoot,
        .echo = 0.4F
    };
}

MusicStyle happy() {
    return {
        .scale = kMajor,
        .progressions = {{0, 4, 5, 3}, {0, 3, 4, 4}, {0, 5, 3, 4}},
        .chords = Instrument::kGuitar,
        .figure = ChordFigure::kStrum,
        .melody = Instrument::kBells,
        .melody_density = 0.5F,
        .bass = BassFigure::kRootFifth,
        .drums =
            {{Drum::kKick, "X.......X......."},
             {Drum::kClap, "....X.......X..."},
             {Drum::kShaker, "x.x.x.x.x.x.x.x."}},
        .drum_gain = 0.7F,
        .tonic = 50,
        .echo = 0.2F
    };
}

MusicStyle sad() {
    return {
        .scale = kMinor,
        .progressions = {{0, 5, 2, 6}, {0, 3, 5, 4}},
        .chords = Instrument::kPiano,
        .figure = ChordFigure::kArpeggio,
        .pad = Instrument::kStrings,
        .pad_gain = 0.7F,
        .melody = Instrument::kStrings,
        .melody_density = 0.22F,
        .bass = BassFigure::kRoot,
        .tonic = 45,
        .echo = 0.45F
    };
}

MusicStyle epic() {
    return {
        .scale = kMinor,
        .progressions = {{0, 5, 2, 6}, {0, 6, 5, 6}},
        .chords = Instrument::kStrings,
        .figure = ChordFigure::kPulse,
        .pad = Instrument::kChoir,
        .pad_gain = 0.6F,
        .melody = Instrument::kBrass,
        .melody_density = 0.3F,
        .bass = BassFigure::kRoot,
        .bass_player = Instrument::kStrings,
        .drums = {{Drum::kTimpani, "X.....x.X.x....."}, {Drum::kTom, "..x.x.....x.x.xx"}},
        .drum_gain = 0.9F,
        .tonic = 45,
        .echo = 0.45F
    };
}

MusicStyle tense() {
    return {
        .scale = kHarmonicMinor,
        .progressions = {{0, 0, 5, 4}, {0, 3, 0, 4}},
        .chords = Instrument::kStrings,
        .figure = ChordFigure::kPulse,
        .pad = Instrument::kStrings,
        .pad_gain = 0.5F,
        .melody_density = 0.0F,
        .bass = BassFigure::kEighths,
        .bass_player = Instrument::kSynthBass,
        .drums = {{Drum::kTom, "X...x...x..x...."}, {Drum::kHat, "x.x.x.x.x.x.x.x."}},
        .drum_gain = 0.5F,
        .tonic = 43,
        .echo = 0.35F
    };
}

MusicStyle funky() {
    return {
        .scale = kDorian,
        .progressions = {{0, 0, 3, 3}, {0, 3, 0, 4}},
        .sevenths = true,
        .chords = Instrument::kElectricPiano,
        .figure = ChordFigure::kOffbeat,
        .melody = Instrument::kGuitar,
        .melody_density = 0.3F,
        .bass = BassFigure::kFunk,
        .drums =
            {{Drum::kKick, "X..x..x...X..x.."},
             {Drum::kSnare, "....X..x.x..X..x"},
             {Drum::kHat, "xxxxxxxxxxxxxxxx"}},
        .tonic = 45,
        .echo = 0.1F
    };
}

MusicStyle lofi() {
    return {
        .scale = kMajor,
        .progressions = {{1, 4, 0, 5}, {3, 2, 1, 0}},
        .sevenths = true,
        .chords = Instrument::kElectricPiano,
        .figure = ChordFigure::kHeld,
        .melody = Instrument::kElectricPiano,
        .melody_density = 0.25F,
        .bass = BassFigure::kRootFifth,
        .drums =
            {{Drum::kKick, "X......x..X....."},
             {Drum::kSnare, "....X.......X..."},
             {Drum::kHat, "x.x.x.x.x.x.x.x."}},
        .drum_gain = 0.7F,
        .swing = 0.24F,
        .low_pass_hz = 3800.0F,
        .echo = 0.15F
    };
}

MusicStyle jazz() {
    return {
        .scale = kMajor,
        .progressions = {{1, 4, 0, 5}, {0, 5, 1, 4}},
        .sevenths = true,
        .chords = Instrument::kPiano,
        .figure = ChordFigure::kOffbeat,
        .melody = Instrument::kFlute,
        .melody_density = 0.5F,
        .bass = BassFigure::kWalking,
        .drums =
            {{Drum::kRide, "X...x..xX...x..x"},
             {Drum::kBrush, "....x.......x..."},
             {Drum::kKick, "x..............."}},
        .drum_gain = 0.7F,
        .swing = 0.33F,
        .echo = 0.2F
    };
}

MusicStyle rock() {
    return {
        .scale = kMixolydian,
        .progressions = {{0, 6, 3, 0}, {0, 3, 4, 3}},
        .chords = Instrument::kDriven,
        .figure = ChordFigure::kPulse,
        .melody = Instrument::kDriven,
        .melody_density = 0.22F,
        .bass = BassFigure::kEighths,
        .drums =
            {{Drum::kKick, "X.....x.X.x....."},
             {Drum::kSnare, "....X.......X..."},
             {Drum::kHat, "x.x.x.x.x.x.x.x."}},
        .tonic = 40,
        .echo = 0.12F
    };
}

MusicStyle electronic() {
    return {
        .scale = kMinor,
        .progressions = {{0, 5, 2, 6}, {5, 6, 0, 0}},
        .chords = Instrument::kSynth,
        .figure = ChordFigure::kOffbeat,
        .pad = Instrument::kStrings,
        .pad_gain = 0.35F,
        .melody = Instrument::kSynth,
        .melody_density = 0.6F,
        .bass = BassFigure::kEighths,
        .bass_player = Instrument::kSynthBass,
        .drums =
            {{Drum::kKick, "X...X...X...X..."},
             {Drum::kClap, "....X.......X..."},
             {Drum::kOpenHat, "..x...x...x...x."}},
        .tonic = 45,
        .echo = 0.25F
    };
}

MusicStyle festive() {
    return {
        .scale = kMajor,
        .progressions = {{0, 3, 4, 0}, {0, 4, 3, 4}},
        .chords = Instrument::kPiano,
        .figure = ChordFigure::kStrum,
        .pad = Instrument::kChoir,
        .pad_gain = 0.35F,
        .melody = Instrument::kBells,
        .melody_density = 0.55F,
        .bass = BassFigure::kRootFifth,
        .drums = {{Drum::kSleigh, "x.x.X.x.x.x.X.x."}, {Drum::kKick, "x.......x......."}},
        .drum_gain = 0.7F,
        .tonic = 50,
        .echo = 0.35F
    };
}

MusicStyle spooky() {
    return {
        .scale = kHarmonicMinor,
        .progressions = {{0, 5, 0, 4}, {0, 1, 0, 4}},
        .chords = Instrument::kOrgan,
        .figure = ChordFigure::kHeld,
        .pad = Instrument::kChoir,
        .pad_gain = 0.4F,
        .melody = Instrument::kBells,
        .melody_density = 0.3F,
        .bass = BassFigure::kRoot,
        .bass_player = Instrument::kOrgan,
        .tonic = 45,
        .echo = 0.55F
    };
}

MusicStyle by_mood(std::string_view mood) {
    if (mood == "happy") {
        return happy();
    }
    if (mood == "sad") {
        return sad();
    }
    if (mood == "epic") {
        return epic();
    }
    if (mood == "tense") {
        return tense();
    }
    if (mood == "funky") {
        return funky();
    }
    if (mood == "lofi") {
        return lofi();
    }
    if (mood == "jazz") {
        return jazz();
    }
    if (mood == "rock") {
        return rock();
    }
    if (mood == "electronic") {
        return electronic();
    }
    if (mood == "festive") {
        return festive();
    }
    if (mood == "spooky") {
        return spooky();
    }
    return calm();
}

void feature(MusicStyle& style, Instrument instrument) {
    style.chords = instrument;
    style.melody = instrument;
    style.pad_gain *= 0.5F;
    style.melody_density = style.melody_density < 0.25F ? 0.3F : style.melody_density;
}

}  // namespace

MusicStyle music_style(const Music& music) {
    MusicStyle style = by_mood(music.mood);
    const std::string_view asked = music.instrument;
    if (asked == "piano") {
        feature(style, Instrument::kPiano);
    } else if (asked == "guitar") {
        feature(style, music.mood == "rock" ? Instrument::kDriven : Instrument::kGuitar);
    } else if (asked == "strings") {
        feature(style, Instrument::kStrings);
    } else if (asked == "synth") {
        feature(style, Instrument::kSynth);
    } else if (asked == "organ") {
        feature(style, Instrument::kOrgan);
    } else if (asked == "bells") {
        feature(style, Instrument::kBells);
    } else if (asked == "flute") {
        style.melody = Instrument::kFlute;
        style.melody_density = 0.5F;
    } else if (asked == "drums") {
        style.melody_density = 0.0F;
        style.pad_gain = 0.0F;
        style.figure = ChordFigure::kHeld;
        style.drum_gain = 1.4F;
        if (style.drums.empty()) {
            style.drums = {
                {Drum::kKick, "X...x...X..x...."},
                {Drum::kTom, "..x...xx..x.x.xx"},
                {Drum::kShaker, "x.x.x.x.x.x.x.x."}
            };
        }
    }
    return style;
}

MusicStyle solo_style(const Music& music) {
    MusicStyle style = music_style(music);
    style.pad_gain = 0.0F;
    style.bass_player = style.chords;
    if (music.instrument == "flute") {
        // One breath, one note.
        style.chords = style.bass_player = Instrument::kFlute;
        style.figure = ChordFigure::kArpeggio;
        style.bass = BassFigure::kNone;
    }
    if (music.instrument != "drums") {
        style.drums.clear();
    }
    return style;
}

}  // namespace hibari::world::sound
