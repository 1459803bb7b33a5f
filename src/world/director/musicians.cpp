#include "world/director/musicians.h"

#include "base/text.h"
#include "world/director/lexicon/tables.h"
#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>

namespace hibari::world {
namespace {

struct InstrumentRow {
    std::string_view players;  ///< also what comes before "player"
    std::string_view thing;
};

constexpr InstrumentRow kInstruments[] = {
    {"guitarist|guitar|busker|musician|bassist|bass|ukulele", "guitar"},
    {"banjoist|banjo", "banjo"},
    {"accordionist|accordion|concertina", "accordion"},
    {"xylophonist|xylophone|marimba|vibraphone|glockenspiel", "xylophone"},
    {"pianist|piano|keyboardist|keyboard|organist|organ", "piano"},
    {"violinist|violin|fiddler|fiddle|violist|viola", "violin"},
    {"cellist|cello|harpist|harp", "cello"},
    {"saxophonist|saxophone|sax", "saxophone"},
    {"flutist|flautist|flute", "flute"},
    {"drummer|drum|drums|percussionist", "drum"},
    {"trumpeter|trumpet|trombonist|trombone", "trumpet"},
};

constexpr std::string_view kGroups = "band|duo|trio|quartet|quintet|sextet|ensemble|combo|group";

// The first row that fits: a plain "band" comes last, and a plain "trio" is no music yet.
constexpr Ensemble kEnsembles[] = {
    {"jazz|swing|blues|bebop|dixieland", kGroups, "pianist|saxophonist|bassist|drummer", "jazz"},
    {"string|chamber", kGroups, "violinist|violinist|violinist|cellist", "calm"},
    {"brass|marching|military|parade|school",
     "band|quartet|quintet|ensemble|section",
     "trumpeter|trombonist|trumpeter|drummer",
     "happy"},
    {"mariachi", kGroups, "violinist|trumpeter|guitarist|guitarist", "happy"},
    {"folk|country|bluegrass|acoustic|irish|celtic", kGroups, "guitarist|fiddler|singer", "happy"},
    {"rock|punk|metal|pop|indie|garage|grunge|cover|rocknroll|boy|girl|student",
     kGroups,
     "singer|guitarist|bassist|drummer",
     "rock"},
    {"funk|soul|disco|reggae|ska", kGroups, "singer|guitarist|trumpeter|drummer", "funky"},
    {"", "orchestra", "violinist|violinist|cellist|flutist|trumpeter|percussionist", "epic"},
    {"", "choir", "singer|singer|singer|singer|singer|singer", ""},
    {"", "band", "singer|guitarist|bassist|drummer", "rock"},
};

// Instruments of the shot that nobody holds or plays yet: "a trio: bass, guitar, drums".
std::vector<int> idle_instruments(const Story& story, const DraftShot& draft) {
    std::vector<int> idle;
    for (const int member : draft.present) {
        const std::string_view kind = story.thing_of(member).name;
        const bool used = std::ranges::any_of(
                              draft.actions,
                              [&](const DraftAction& action) {
                                  return action.object == member || action.target == member;
                              }
                          ) ||
                          std::ranges::any_of(draft.relations, [&](const DraftRelation& relation) {
                              return relation.target == member;
                          });
        if (!used && std::ranges::find(kInstruments, kind, &InstrumentRow::thing) !=
                         std::end(kInstruments)) {
            idle.push_back(member);
        }
    }
    return idle;
}

// Who plays which of them: each of a group what is theirs, and who is left what is left.
void hand_out(Story& story, DraftShot& draft) {
    std::vector<int> idle = idle_instruments(story, draft);
    const auto take = [&](int member, std::size_t which) {
        std::erase_if(draft.actions, [&](const DraftAction& action) {
            return action.subject == member && (action.action.verb == Verb::kSing ||
                                                action.action.verb == Verb::kPlayInstrument);
        });
        DraftAction play;
        play.subject = member;
        play.object = idle[which];
        play.action.verb = Verb::kPlayInstrument;
        draft.actions.push_back(std::move(play));
        idle.erase(idle.begin() + static_cast<std::ptrdiff_t>(which));
    };
    std::vector<int> free;
    for (const int member : std::vector<int>(draft.present)) {
        const CastMember& known = story.cast[static_cast<std::size_t>(member)];
        const bool in_group = std::ranges::count(story.cast, known.group, &CastMember::group) > 1;
        const std::string_view own = instrument_of(known);
        if (!story.is_person(member) || !in_group || (own.empty() && known.head != "singer")) {
            continue;
        }
        const auto theirs = std::ranges::find_if(idle, [&](int thing) {
            return story.cast[static_cast<std::size_t>(thing)].thing == story.thing_named(own);
        });
        if (theirs != idle.end()) {
            take(member, static_cast<std::size_t>(theirs - idle.begin()));
        } else {
            free.push_back(member);
        }
    }
    for (const int member : free) {
        if (!idle.empty()) {
            take(member, 0);
        }
    }
}

}  // namespace

const Ensemble* find_ensemble(std::string_view genre, std::string_view name) {
    for (const Ensemble& row : kEnsembles) {
        if (listed(row.names, name) && (row.genres.empty() || listed(row.genres, genre))) {
            return &row;
        }
    }
    return nullptr;
}

int players_of(std::string_view name) {
    constexpr std::pair<std::string_view, int> kSizes[] = {
        {"duo", 2}, {"trio", 3}, {"quartet", 4}, {"quintet", 5}, {"sextet", 6}
    };
    const auto row = std::ranges::find(kSizes, name, &std::pair<std::string_view, int>::first);
    return row == std::end(kSizes) ? 0 : row->second;
}

std::string_view instrument_of(const CastMember& member) {
    const bool player = member.head == "player";
    for (const std::string_view word : split(member.entity.called, ' ')) {
        for (const InstrumentRow& row : kInstruments) {
            const bool called = player ? word != "player" : word == member.head;
            if ((called && listed(row.players, to_lower(word))) ||
                (!player && listed(row.players, member.head))) {
                return row.thing;
            }
        }
    }
    return {};
}

bool makes_music(const CastMember& member, const DraftAction& action) {
    const bool singer = listed("singer|vocalist|rapper|soprano|tenor|choir", member.head);
    return (singer || !instrument_of(member).empty()) &&
           std::ranges::any_of(
               std::initializer_list<std::string_view>{
                   "perform", "play", "rehears", "practi", "jam", "duel", "battl", "keep", "groov"
               },
               [&](std::string_view stem) { return said(action, stem); }
           );
}

int own_instrument(Story& story, DraftShot& draft, std::string_view words) {
    const int first = story.need(draft, words, "a musician plays it");
    const std::vector<int> idle = idle_instruments(story, draft);
    if (first < 0 || std::ranges::find(idle, first) != idle.end()) {
        return first;
    }
    const CastMember& known = story.cast[static_cast<std::size_t>(first)];
    for (const int member : idle) {
        if (story.cast[static_cast<std::size_t>(member)].thing == known.thing) {
            return member;
        }
    }
    CastMember another = known;
    another.entity.id.clear();
    another.implied = true;
    another.group = ++story.groups;
    return story.add(draft, std::move(another));
}

void give_instruments(Story& story, DraftShot& draft) {
    hand_out(story, draft);
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
        const int thing = own_instrument(story, draft, instrument);
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

// What the instrument is called in music: a cello is one of the strings.
Music music_of(const Story& story, std::string_view mood, std::string_view thing) {
    std::string_view instrument = "guitar";
    for (const Meaning& meaning : story.dictionary->meanings(std::string(thing))) {
        if (meaning.kind == WordKind::kInstrument) {
            instrument = instrument_rows()[static_cast<std::size_t>(meaning.row)].value;
            break;
        }
    }
    return Music{
        .mood = std::string(
            !mood.empty()           ? mood
            : instrument == "drums" ? "rock"
                                    : "calm"
        ),
        .tempo_bpm = 0.0F,
        .instrument = std::string(instrument),
    };
}

// Instruments that are played and songs without words are heard.
void let_hear(Story& story, DraftShot& draft, const DraftAction& action) {
    if (action.action.verb == Verb::kPlayInstrument && action.object >= 0 && !story.music &&
        !story.no_music) {
        const CastMember& known = story.cast[static_cast<std::size_t>(action.object)];
        const bool told =
            std::ranges::any_of(story.dictionary->meanings(known.head), [](const Meaning& meaning) {
                return meaning.kind == WordKind::kInstrument;
            });
        story.music = music_of(
            story, {}, told ? std::string_view(known.head) : story.thing_of(action.object).name
        );
        story.notes.assumed(
            "music of the instrument (" + story.music->instrument + "), because it is played"
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
