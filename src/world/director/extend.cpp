#include "world/director/extend.h"

#include "base/text.h"
#include "world/director/finish.h"
#include "world/director/going_on.h"
#include "world/director/looks.h"
#include "world/director/read_prompt.h"
#include "world/director/reader_words.h"
#include "world/director/remember.h"
#include "world/director/sections.h"
#include "world/director/take_parts.h"
#include "world/script/script_json.h"
#include "world/script/shot_lengths.h"

#include <algorithm>
#include <set>
#include <utility>

namespace hibari::world {
namespace {

using Limits = ScriptLimits;

Result<void> check_source(const ClipScript& source) {
    if (source.shots.empty()) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "a script without shots cannot be extended",
            .field = "shots",
        });
    }
    return {};
}

Result<void> check_seconds(double seconds) {
    const bool fits = seconds >= static_cast<double>(Limits::kShotSecondsMin) &&
                      seconds <= static_cast<double>(Limits::kShotSecondsMax);
    if (!fits) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "an extension lasts 1 to 20 seconds",
            .field = "seconds",
        });
    }
    return {};
}

Result<void> check_room(const ClipScript& source, double seconds) {
    const Shot& last = source.shots.back();
    const std::string path = "shots[" + std::to_string(source.shots.size() - 1) + "].continuations";
    if (last.continuations.size() >= Limits::kContinuationsMax) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "a shot can be continued at most 6 times",
            .field = path,
            .hint = "begin the prompt with \"cut to\" to add a shot",
        });
    }
    if (whole_length_s(last) + seconds > static_cast<double>(Limits::kWholeSecondsMax)) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "a shot with its continuations lasts at most 120 seconds",
            .field = path,
        });
    }
    return {};
}

/// "Continue the scene:", "Extend this clip so that": asks for what is done anyway.
std::size_t end_of_request(std::span<const Token> tokens) {
    const auto is_any = [&](std::size_t at, std::string_view words) {
        return at < tokens.size() && listed(words, tokens[at].text);
    };
    std::size_t end = is_any(0, "please|now|just") ? 1 : 0;
    const std::size_t verb = end;
    if (!is_any(end, "continue|continues|continuing|extend|carry|go|keep|prolong|lengthen")) {
        return 0;
    }
    end += is_any(end, "carry|go|keep") && is_any(end + 1, "on|going") ? 2 : 1;
    if (end == verb + 1 && is_any(verb, "carry|go|keep")) {
        return 0;  // "go to the door"
    }
    const std::size_t plain = end;
    end += is_any(end, "with|from") ? 1 : 0;
    while (is_any(
        end,
        "the|this|that|it|on|same|current|existing|previous|scene|shot|video|clip|action|story|"
        "take|"
        "footage|from|here|there|where|left|off|last|frame|end|motion|movement|moment|for|as|is|"
        "seamlessly|naturally|smoothly|seconds|few|more|another|a"
    )) {
        ++end;
    }
    // "continue the walk": what goes on is a deed, and the reader's.
    const bool over = end >= tokens.size() || tokens[end].kind != TokenKind::kWord ||
                      is_any(end, "so|and|with|but|until|while|in|by|then");
    if (!over) {
        end = plain;
    }
    while (end < tokens.size() &&
           (tokens[end].kind == TokenKind::kPunct || is_any(end, "so|and|by|with|then|that"))) {
        ++end;
    }
    return end;
}

/// "Shot 2:"
bool is_number(std::span<const Token> label) {
    return std::ranges::any_of(
               label,
               [](const Token& token) {
                   return listed("shot|scene|clip|part|cut|act|frame|segment", token.text);
               }
           ) &&
           label.size() > 2;
}

bool has_words(const ShotText& text, std::span<const Token> tokens) {
    return std::ranges::any_of(text.sections, [&](const Section& section) {
        return std::ranges::any_of(
            tokens.subspan(section.begin, section.end - section.begin),
            [](const Token& token) { return token.kind != TokenKind::kPunct; }
        );
    });
}

class Extender {
  public:
    Extender(const ClipScript& source, Story& story, double seconds)
        : source_(source), story_(story), seconds_(seconds) {}

    Result<ClipScript> run(DirectorWords& words, std::span<Token> tokens) {
        remember(source_, story_);
        const std::size_t cut_words = end_of_cut(tokens, 0);
        tokens = tokens.subspan(cut_words);
        PromptText text = cut_sections(tokens, words.dictionary);
        std::vector<ShotText> parts;
        if (has_words(text.common, tokens)) {
            parts.push_back(text.common);
        }
        parts.insert(parts.end(), text.shots.begin(), text.shots.end());
        if (parts.empty()) {
            parts.emplace_back();
        }
        const bool numbered = !parts.front().sections.empty() &&
                              parts.front().sections.front().topic == Topic::kScene &&
                              is_number(tokens.first(parts.front().sections.front().begin));
        story_.shots.reserve(story_.shots.size() + parts.size());
        for (std::size_t i = 0; i < parts.size(); ++i) {
            read_part(tokens, parts[i], i == 0 && cut_words == 0 && !numbered);
        }
        report_leftovers(tokens, story_);
        return assemble();
    }

  private:
    const DraftShot& before() const { return story_.shots[story_.given_shots - 1]; }

    void read_part(std::span<Token> tokens, const ShotText& text, bool goes_on) {
        const int number = static_cast<int>(story_.shots.size());
        story_.shots.push_back(goes_on ? next_of(before()) : DraftShot{});
        DraftShot& draft = story_.shots.back();
        const int sport = draft.sport;
        const std::vector<CastMember> cast = story_.cast;
        read_shot(tokens, text, story_, draft, number);
        draft.sport = draft.sport < 0 ? sport : draft.sport;
        draft.duration_s = std::nullopt;
        if (!goes_on) {
            return;
        }
        try_anew(draft);
        drop_past(before(), draft);
        continues_ = !draft.place || *draft.place == *before().place || !goes_there(*draft.place);
        if (continues_) {
            keep_looks(cast);
            moves_camera_ = draft.camera_set || draft.camera_subject >= 0;
            keep_setting(draft);
            go_on(story_, before(), draft);
        } else {
            leave_out_the_rest(draft);
        }
    }

    // "in the kitchen", "to the beach"; not "out of the woods" and not what only stands for a word.
    bool goes_there(const std::string& place) const {
        const Json notes = story_.notes.to_json();
        return std::ranges::any_of(notes.at("understood").items(), [&](const Json& note) {
            const std::string& words = note.at("words").as_string();
            return note.at("as").as_string() == "place " + place &&
                   listed(
                       "in|at|on|to|into|inside|onto|through|across|outside|back",
                       to_lower(words.substr(0, words.find(' ')))
                   );
        });
    }

    // Nobody changes his clothes, and nothing its colour, in the middle of a take.
    void keep_looks(const std::vector<CastMember>& before) {
        for (std::size_t i = 0; i < before.size(); ++i) {
            Entity& now = story_.cast[i].entity;
            Entity was = before[i].entity;
            was.look.gender = now.look.gender;  // "he" tells who is meant.
            if (!same_looks(was, now)) {
                story_.notes.ignored(
                    "how " + was.id + " looks", "looks stay as they are while a take goes on"
                );
            }
            now = before[i].entity;
        }
    }

    // "This time it goes in": the deed that is past ends as it did, and is done again.
    void try_anew(DraftShot& draft) const {
        for (std::size_t i = 0; i < draft.actions.size(); ++i) {
            const DraftAction action = draft.actions[i];
            if (action.given < 0) {
                continue;
            }
            const Action& was = before().actions[static_cast<std::size_t>(action.given)].action;
            const bool anew = action.action.outcome != was.outcome ||
                              action.action.via != was.via || action.action.turns != was.turns ||
                              action.action.repeat != was.repeat;
            const bool copied = std::ranges::any_of(draft.actions, [&](const DraftAction& other) {
                return &other != &draft.actions[i] && other.action.verb == action.action.verb &&
                       other.subject == action.subject && other.given < 0;
            });
            if (anew && !copied) {
                draft.actions.push_back(action);
                draft.actions.back().given = -1;
                draft.actions.back().action.step = draft.step;
            }
        }
    }

    // One take has one place, one weather and one style.
    void keep_setting(DraftShot& draft) {
        constexpr std::string_view kWhy =
            "a take goes on in its place, time, weather, style and music; \"cut to\" begins "
            "another";
        for (const std::string_view as :
             {"time ", "weather", "season ", "wind", "style ", "music: ", "no music"}) {
            story_.notes.turn_down(as, std::string(kWhy));
        }
        draft.place.reset();
        draft.place_hint.clear();
        draft.night_clue.clear();
        draft.time.reset();
        draft.sky.reset();
        draft.season.reset();
        draft.wind.reset();
        draft.speed.reset();
    }

    // Into another place come those the words speak of; when they speak of nobody, all who live.
    void leave_out_the_rest(DraftShot& draft) const {
        const std::set<int> old(before().present.begin(), before().present.end());
        std::set<int> needed;
        for (const DraftAction& action : draft.actions) {
            needed.insert({action.subject, action.object, action.target});
        }
        for (const DraftRelation& relation : draft.relations) {
            needed.insert({relation.owner, relation.target});
        }
        for (const DraftLine& line : draft.lines) {
            needed.insert(line.speaker);
        }
        const bool nobody = std::ranges::none_of(draft.present, [&](int member) {
            return needed.contains(member) || !old.contains(member);
        });
        std::erase_if(draft.present, [&](int member) {
            return old.contains(member) && !needed.contains(member) &&
                   !(nobody && story_.is_alive(member));
        });
    }

    Result<ClipScript> assemble() {
        const std::size_t parts = story_.shots.size() - story_.given_shots;
        if (continues_) {
            HIBARI_TRY(check_room(source_, parts == 1 ? seconds_ : 1.0));
        }
        const std::size_t shots = source_.shots.size() + parts - (continues_ ? 1 : 0);
        if (shots > Limits::kShotsMax) {
            return fail({
                .code = ErrorCode::kInvalidArgument,
                .message = "a clip holds at most 12 shots",
                .field = "shots",
            });
        }
        HIBARI_TRY(check_length(parts, seconds_));
        story_.style = source_.style;
        const ClipScript added = finish(story_, seconds_);
        ClipScript script = source_;
        for (std::size_t i = 0; i < added.shots.size(); ++i) {
            if (i == 0 && continues_) {
                script.shots.back().continuations.push_back(continuation_of(added.shots[i]));
            } else {
                script.shots.push_back(added.shots[i]);
            }
        }
        settle(script);
        return script;
    }

    Continuation continuation_of(const Shot& shot) const {
        Continuation more;
        more.duration_s = shot.duration_s;
        if (moves_camera_) {
            more.camera = shot.camera;
        }
        for (const Entity& entity : shot.entities) {
            const int member = member_of(story_, entity.id);
            if (!Story::has(before(), member)) {
                more.entities.push_back(entity);
            }
        }
        more.actions = shot.actions;
        more.lines = shot.lines;
        more.sounds = shot.sounds;
        return more;
    }

    const ClipScript& source_;
    Story& story_;
    double seconds_;
    bool continues_ = false;
    bool moves_camera_ = false;
};

}  // namespace

Result<Directed> Director::extend(
    const ClipScript& source, std::string_view prompt, double seconds, const DirectOptions& options
) {
    HIBARI_TRY(check_source(source));
    HIBARI_TRY(check_seconds(seconds));
    Story story;
    const std::string_view text = trim(prompt).empty() ? "continue" : prompt;
    std::vector<Token> tokens = HIBARI_TRY(open_prompt(*words_, text, options.seed, story));
    tokens.erase(
        tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(end_of_request(tokens))
    );
    Directed directed;
    directed.script = HIBARI_TRY(Extender(source, story, seconds).run(*words_, tokens));
    directed.interpretation = story.notes.to_json();
    return directed;
}

Result<Directed> extend(
    const ClipScript& source, std::string_view prompt, double seconds, const DirectOptions& options
) {
    return Director(options.wordnet_folder, options.nouns).extend(source, prompt, seconds, options);
}

}  // namespace hibari::world
