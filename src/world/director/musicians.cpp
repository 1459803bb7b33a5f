#include "world/director/musicians.h"

#include "base/text.h"
#include "world/director/lexicon/tables.h"
#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <string>
#include <utility>

namespace hibari::world {
namespace {

struct InstrumentRow {
    std::string_view players;  ///< also what comes before "player"
    std::string_view thing;
};

constexpr InstrumentRow kInstruments[] = {
    {"guitarist|guitar|busker|musician|bassist|bass|ukulele|banjo", "guitar"},
    {"pianist|piano|keyboardist|keyboard|organist|organ", "piano"},
    {"violinist|violin|fiddler|fiddle|cellist|cello|harpist|harp", "violin"},
    {"drummer|drum|drums|percussionist", "drum"},
    {"trumpeter|trumpet|saxophonist|saxophone|sax|trombonist|trombone|flutist|flautist|flute",
     "trumpet"},
};

}  // namespace

std::string_view instrument_of(const CastMember& member) {
    const bool player = member.head == "player";
    for (const std::string_view word : split(member.entity.called, ' ')) {
        for (const InstrumentRow& row : kInstruments) {
            const bool called = player ? word != "player" : word == member.head;
            if (called && listed(row.players, to_lower(word))) {
                return row.thing;
            }
        }
    }
    return {};
}

void give_instruments(Story& story, DraftShot& draft) {
    for (const int member : std::vector<int>(draft.present)) {
        const std::string_view instrument =
            story.is_person(member) ? instrument_of(story.cast[static_cast<std::size_t>(member)])
                                    : std::string_view{};
        const bool armed = std::ranges::any_of(draft.relations, [&](const DraftRelation& relation) {
            return relation.owner == member && relation.kind == RelationKind::kHolding;
        });
        const bool busy = std::ranges::any_of(draft.actions, [&](const DraftAction& action) {
            return action.subject == member;
        });
        if (instrument.empty() || armed || draft.actions.size() >= ScriptLimits::kActionsMax) {
            continue;
        }
        const auto plays = [&](const DraftAction& action) {
            return action.subject == member && action.action.verb == Verb::kPlayInstrument;
        };
        if (std::ranges::any_of(draft.actions, plays)) {
            continue;
        }
        const int thing = story.need(draft, instrument, "a musician plays it");
        if (thing < 0) {
            continue;
        }
        if (!busy) {
            DraftAction play;
            play.subject = member;
            play.object = thing;
            play.action.verb = Verb::kPlayInstrument;
            draft.actions.push_back(std::move(play));
        } else if (story.thing_of(thing).traits.holdable) {
            draft.relations.push_back({member, RelationKind::kHolding, thing});
        }
    }
}

// Instruments that are played and songs without words are heard.
void let_hear(Story& story, DraftShot& draft, const DraftAction& action) {
    if (action.action.verb == Verb::kPlayInstrument && action.object >= 0 && !story.music &&
        !story.no_music) {
        const CastMember& known = story.cast[static_cast<std::size_t>(action.object)];
        std::string_view instrument = "guitar";
        for (const std::string_view word :
             {std::string_view(known.head), story.thing_of(action.object).name}) {
            for (const Meaning& meaning : story.dictionary->meanings(std::string(word))) {
                if (meaning.kind == WordKind::kInstrument) {
                    instrument = instrument_rows()[static_cast<std::size_t>(meaning.row)].value;
                    break;
                }
            }
        }
        story.music = Music{
            .mood = instrument == "drums" ? "rock" : "calm",
            .tempo_bpm = 0.0F,
            .instrument = std::string(instrument),
        };
        story.notes.assumed(
            "music of the instrument (" + std::string(instrument) + "), because it is played"
        );
    }
    const bool words_given = std::ranges::any_of(draft.lines, [&](const DraftLine& line) {
        return line.speaker == action.subject;
    });
    if (action.action.verb == Verb::kSing && story.is_person(action.subject) && !words_given &&
        draft.sounds.size() < ScriptLimits::kSoundsMax &&
        std::ranges::none_of(draft.sounds, [](const SoundCue& cue) {
            return cue.kind == "humming";
        })) {
        draft.sounds.push_back({.kind = "humming", .step = action.action.step});
        story.notes.assumed("the song is hummed, because its words were not given");
    }
}

}  // namespace hibari::world
