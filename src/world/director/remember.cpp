#include "world/director/remember.h"

#include "base/text.h"
#include "world/director/inflect.h"
#include "world/director/read_prompt.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"

#include <algorithm>
#include <cctype>

namespace hibari::world {
namespace {

/// An id without the number that tells it from its likes: "ball" of "ball_2".
std::string base_of(std::string_view id) {
    while (id.ends_with("_b")) {
        id.remove_suffix(2);
    }
    const auto number = id.find_last_not_of("0123456789");
    if (number != std::string_view::npos && number + 1 < id.size() && number > 0 &&
        id[number] == '_') {
        id = id.substr(0, number);
    }
    return std::string(id);
}

class Rememberer {
  public:
    explicit Rememberer(Story& story) : story_(story) {}

    void run(const ClipScript& script) {
        for (const Shot& shot : script.shots) {
            story_.shots.push_back(draft_of(shot));
        }
        story_.given_shots = story_.shots.size();
    }

  private:
    DraftShot draft_of(const Shot& shot) {
        DraftShot draft;
        draft.place = shot.place;
        draft.time = shot.time;
        draft.sky = shot.sky;
        draft.season = shot.season;
        draft.wind = shot.wind;
        draft.speed = shot.speed;
        draft.duration_s = shot.duration_s;
        draft.camera = shot.camera;
        draft.sounds = shot.sounds;
        number_ = static_cast<int>(story_.shots.size());
        meet(draft, shot.entities);
        for (const Continuation& more : shot.continuations) {
            meet(draft, more.entities);
        }
        go_through(draft, shot.actions, shot.lines, 0);
        for (const Continuation& more : shot.continuations) {
            go_through(draft, more.actions, more.lines, draft.step + 1);
        }
        // What the shot is about: who was named first of those who do something.
        for (const Entity& entity : shot.entities) {
            if (std::ranges::find(shot.actions, entity.id, &Action::subject) !=
                shot.actions.end()) {
                see(member_of(story_, entity.id));
                break;
            }
        }
        std::string called;
        for (const int member : draft.present) {
            const CastMember& known = story_.cast[static_cast<std::size_t>(member)];
            called += known.entity.called + " " + known.head + " . ";
        }
        draft.sport = find_sport(tokenize(called));
        return draft;
    }

    void meet(DraftShot& draft, const std::vector<Entity>& entities) {
        for (const Entity& entity : entities) {
            const int known = member_of(story_, entity.id);
            if (known >= 0) {
                Story::bring(draft, known);
                see(known);
            } else if (CastMember member = member_from(entity); member.thing >= 0) {
                story_.add(draft, std::move(member));
            }
        }
        for (const Entity& entity : entities) {
            for (const Relation& relation : entity.relations) {
                const int owner = member_of(story_, entity.id);
                const int target = member_of(story_, relation.target);
                if (owner >= 0 && target >= 0) {
                    draft.relations.push_back({owner, relation.kind, target});
                }
            }
        }
    }

    CastMember member_from(const Entity& entity) {
        CastMember member;
        member.thing = story_.nouns->thing(entity.kind);
        member.entity = entity;
        member.entity.relations.clear();
        member.first_shot = number_;
        const std::string base = base_of(entity.id);
        name(member, base);
        if (!story_.cast.empty()) {
            // Members named together have one word and one description.
            const CastMember& before = story_.cast.back();
            const bool together = before.head == member.head && before.name.empty() &&
                                  before.entity.called == entity.called &&
                                  base_of(before.entity.id) == base;
            member.group = together ? before.group : 0;
        }
        return member;
    }

    // The noun by which it is called: what its id was made of, unless it was replaced since.
    void name(CastMember& member, const std::string& base) const {
        const std::string called = to_lower(member.entity.called);
        const auto space = called.find_last_of(' ');
        const std::string last = space == std::string::npos ? called : called.substr(space + 1);
        const auto underscore = base.find_last_of('_');
        const bool sided = base.starts_with("left_") || base.starts_with("right_");
        member.head = sided || underscore == std::string::npos ? base : base.substr(underscore + 1);
        const bool person = member.thing >= 0 && member.entity.kind == "person";
        if (person && gender_of_name(base) != Gender::kUnspecified) {
            member.name = base;
        }
        const bool told = called.find(sided ? base.substr(base.find('_') + 1) : member.head) !=
                              std::string::npos ||
                          plural_told(called, member.head);
        if (member.name.empty() && !told && !last.empty()) {
            member.head = thing_head(last).value_or(person ? member.head : last);
        }
        if (!member.name.empty()) {
            const Gender gender = member.entity.look.gender;
            member.head = gender == Gender::kWoman ? "woman"
                          : gender == Gender::kMan ? "man"
                                                   : "person";
        }
    }

    std::optional<std::string> thing_head(const std::string& word) const {
        for (const NounCandidate& noun : noun_candidates(word)) {
            for (const Meaning& meaning : story_.dictionary->meanings(noun.lemma)) {
                if (meaning.kind == WordKind::kThing || meaning.kind == WordKind::kRole ||
                    meaning.kind == WordKind::kStandIn) {
                    return noun.lemma;
                }
            }
        }
        return std::nullopt;
    }

    // "Two wolves" tell of a wolf.
    static bool plural_told(const std::string& called, const std::string& head) {
        return std::ranges::any_of(split(called, ' '), [&](std::string_view word) {
            const auto nouns = noun_candidates(word);
            return std::ranges::any_of(nouns, [&](const NounCandidate& noun) {
                return noun.lemma == head;
            });
        });
    }

    void go_through(
        DraftShot& draft,
        const std::vector<Action>& actions,
        const std::vector<SpokenLine>& lines,
        int first_step
    ) {
        for (const Action& action : actions) {
            DraftAction known;
            known.subject = member_of(story_, action.subject);
            known.object = member_of(story_, action.object);
            known.target = member_of(story_, action.target);
            known.action = action;
            known.decided = action.outcome != Outcome::kNone;
            known.words = enum_name(action.verb);
            known.given = static_cast<int>(draft.actions.size());
            for (const int member : {known.target, known.object, known.subject}) {
                see(member);
            }
            known.action.step += first_step;
            draft.step = std::max(draft.step, known.action.step);
            draft.actions.push_back(std::move(known));
        }
        for (const SpokenLine& line : lines) {
            const int speaker = member_of(story_, line.speaker);
            see(speaker);
            draft.lines.push_back({speaker, line});
        }
    }

    void see(int member) {
        if (member >= 0) {
            story_.cast[static_cast<std::size_t>(member)].last_seen = ++story_.clock;
        }
    }

    Story& story_;
    int number_ = 0;
};

}  // namespace

void remember(const ClipScript& script, Story& story) {
    Rememberer(story).run(script);
}

int member_of(const Story& story, std::string_view id) {
    const auto found = std::ranges::find_if(story.cast, [&](const CastMember& member) {
        return member.entity.id == id;
    });
    return id.empty() || found == story.cast.end() ? -1
                                                   : static_cast<int>(found - story.cast.begin());
}

DraftShot next_of(const DraftShot& before) {
    constexpr int kPast = -1;  // a step that no new one can be
    DraftShot next;
    next.present = before.present;
    next.relations = before.relations;
    next.actions = before.actions;
    for (DraftAction& action : next.actions) {
        action.action.step = kPast;
        action.action.start_s.reset();
    }
    next.sport = before.sport;
    return next;
}

void drop_past(const DraftShot& before, DraftShot& now) {
    std::vector<bool> seen(before.actions.size(), false);
    std::erase_if(now.actions, [&](DraftAction& action) {
        // What was copied from a deed of the past is done anew.
        const bool past = action.given >= 0 && !seen[static_cast<std::size_t>(action.given)];
        if (past) {
            seen[static_cast<std::size_t>(action.given)] = true;
        }
        action.given = -1;
        action.action.step = std::max(0, action.action.step);
        return past;
    });
    std::erase_if(now.relations, [&](const DraftRelation& relation) {
        return std::ranges::find(before.relations, relation) != before.relations.end();
    });
}

}  // namespace hibari::world
