#include "world/sound/performance.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace hibari::world::sound {
namespace {

struct Voice {
    std::string_view word;
    std::string_view instrument;
};

// By what the thing is called; one catalogue guitar stands for a violin and a banjo alike.
constexpr std::array kVoices = {
    Voice{"violin", "strings"},   Voice{"cello", "strings"},  Voice{"viola", "strings"},
    Voice{"fiddle", "strings"},   Voice{"organ", "organ"},    Voice{"accordion", "organ"},
    Voice{"synth", "synth"},      Voice{"keyboard", "piano"}, Voice{"flute", "flute"},
    Voice{"xylophone", "bells"},  Voice{"bell", "bells"},     Voice{"drum", "drums"},
    Voice{"bongo", "drums"},      Voice{"conga", "drums"},    Voice{"timpani", "drums"},
    Voice{"tambourine", "drums"}, Voice{"trumpet", "flute"},  Voice{"sax", "flute"},
    Voice{"piano", "piano"},      Voice{"guitar", "guitar"},  Voice{"ukulele", "guitar"},
    Voice{"banjo", "guitar"},     Voice{"lute", "guitar"},
};

std::optional<std::string_view> voice_of(const Entity& entity) {
    for (const std::string* name : {&entity.called, &entity.kind}) {
        for (const Voice& voice : kVoices) {
            if (name->find(voice.word) != std::string::npos) {
                return voice.instrument;
            }
        }
    }
    return std::nullopt;
}

// From the beginning of its step until the player turns to something else.
Moment duration_of(const Timeline& timeline, const Shot& shot, const Action& action) {
    Moment out{moment_of(timeline, action.step).begin_s, timeline.duration_s};
    for (const Action& later : shot.actions) {
        if (later.subject == action.subject && later.step > action.step) {
            const double turns_s = moment_of(timeline, later.step).begin_s;
            out.end_s = turns_s > out.begin_s ? std::min(out.end_s, turns_s) : out.end_s;
        }
    }
    return out;
}

}  // namespace

std::vector<Performance> performances(const Timeline& timeline, const Shot& shot) {
    std::vector<Performance> out;
    for (const Action& action : shot.actions) {
        const auto found = std::ranges::find(timeline.entities, action.object, &Entity::id);
        if (action.verb != Verb::kPlayInstrument || found == timeline.entities.end()) {
            continue;
        }
        const std::optional<std::string_view> instrument = voice_of(*found);
        if (instrument &&
            std::ranges::find(out, *instrument, &Performance::instrument) == out.end()) {
            const auto player = std::ranges::find(timeline.entities, action.subject, &Entity::id);
            const bool seen = player != timeline.entities.end();
            out.push_back(
                {static_cast<int>(found - timeline.entities.begin()),
                 seen ? static_cast<int>(player - timeline.entities.begin()) : -1,
                 *instrument,
                 duration_of(timeline, shot, action)}
            );
        }
    }
    return out;
}

}  // namespace hibari::world::sound
