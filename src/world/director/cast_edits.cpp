#include "world/director/cast_edits.h"

#include "world/director/lexicon/tables.h"
#include "world/director/looks.h"
#include "world/director/read_prompt.h"
#include "world/director/reader_words.h"
#include "world/director/remember.h"
#include "world/director/take_parts.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace hibari::world {
namespace {

using Limits = ScriptLimits;

std::string id_of(const Story& story, int member) {
    return story.cast[static_cast<std::size_t>(member)].entity.id;
}

bool is_used(const ClipScript& script, const std::string& id) {
    return std::ranges::any_of(script.shots, [&](const Shot& shot) {
        Shot copy = shot;
        return find_in_take(copy, id) != nullptr;
    });
}

/// One more that is and does as the one of that id.
void add_like(ClipScript& script, ShotNumbers shots, const std::string& id) {
    const auto digits = id.find_last_not_of("0123456789");
    const bool numbered = digits + 1 < id.size() && id[digits] == '_';
    const std::string base = numbered ? id.substr(0, digits) : id;
    std::string twin;
    for (int number = 2; twin.empty() || is_used(script, twin); ++number) {
        twin = base + "_" + std::to_string(number);
    }
    for (const std::size_t number : shots) {
        Shot& shot = script.shots[number];
        if (count_entities(shot) >= Limits::kEntitiesMax) {
            continue;
        }
        for (TakePart& part : parts_of(shot)) {
            const auto one = std::ranges::find(part.entities, id, &Entity::id);
            if (one != part.entities.end()) {
                Entity like = *one;
                like.id = twin;
                part.entities.insert(one + 1, std::move(like));
            }
            const std::vector<Action> actions = part.actions;
            for (Action action : actions) {
                if (action.subject == id && part.actions.size() < Limits::kActionsMax) {
                    action.subject = twin;
                    part.actions.push_back(std::move(action));
                }
            }
        }
    }
}

/// The call of an animal of that kind.
Verb call_of(std::string_view kind, Verb usual) {
    return kind == "dog" || kind == "wolf" || kind == "fox"     ? Verb::kBark
           : kind == "cat" || kind == "lion" || kind == "tiger" ? Verb::kMeow
           : kind == "horse" || kind == "donkey"                ? Verb::kNeigh
           : kind == "bird" || kind == "parrot"                 ? Verb::kChirp
                                                                : usual;
}

bool is_call(Verb verb) {
    return verb == Verb::kBark || verb == Verb::kMeow || verb == Verb::kNeigh ||
           verb == Verb::kChirp;
}

}  // namespace

DraftShot everybody_of(const Story& story, ShotNumbers shots) {
    DraftShot draft = next_of(story.shots[shots.front()]);
    for (const std::size_t number : shots) {
        for (const int member : story.shots[number].present) {
            Story::bring(draft, member);
        }
    }
    return draft;
}

void take_away(Shot& shot, const std::set<std::string>& gone) {
    const auto is_gone = [&](const std::string& id) { return gone.contains(id); };
    for (TakePart& part : parts_of(shot)) {
        std::erase_if(part.entities, [&](const Entity& entity) { return is_gone(entity.id); });
        for (Entity& entity : part.entities) {
            std::erase_if(entity.relations, [&](const Relation& relation) {
                return is_gone(relation.target);
            });
        }
        std::erase_if(part.actions, [&](Action& action) {
            // One can run or look without aim, but not throw without a ball.
            const bool aimless = action.object.empty() && is_gone(action.target) &&
                                 !is_aimed(action.verb) && action.verb != Verb::kHug &&
                                 action.verb != Verb::kHit;
            if (aimless) {
                action.target.clear();
            }
            return is_gone(action.subject) || is_gone(action.object) || is_gone(action.target);
        });
        std::erase_if(part.lines, [&](const SpokenLine& line) { return is_gone(line.speaker); });
        close_gaps(part);
    }
    std::vector<Camera*> cameras{&shot.camera};
    for (Continuation& more : shot.continuations) {
        cameras.push_back(&more.camera);
    }
    for (Camera* camera : cameras) {
        if (is_gone(camera->subject)) {
            camera->subject.clear();
        }
        if (is_gone(camera->from)) {
            camera->from.clear();
            camera->rack_focus = false;
            camera->framing =
                camera->framing == Framing::kOverShoulder ? Framing::kMedium : camera->framing;
        }
    }
}

void replace_cast(Story& story, const Edit& edit, ClipScript& script, ShotNumbers shots) {
    DraftShot draft = everybody_of(story, shots);
    ShotReader reader(story, draft, static_cast<int>(script.shots.size()));
    std::vector<Token> old_words = edit.words;
    std::vector<Token> new_words = edit.by;
    const std::vector<int> old = reader.meant(old_words).who;
    const std::string named = shown_text(edit.words);
    const std::string wanted = shown_text(edit.by);
    if (old.empty()) {
        story.notes.ignored(named, "there is nothing like it in the clip");
        return;
    }
    // "A cat" is a new one, even where there is a cat.
    DraftShot apart;
    const std::size_t known = story.cast.size();
    const ShotReader::Meant counted = reader.meant(new_words);
    std::vector<int> who = counted.who;
    if (who.empty()) {
        ShotReader(story, apart, 0).read(new_words, Topic::kScene);
        report_leftovers(new_words, story);
        who = apart.present;
    }
    if (who.empty()) {
        story.notes.ignored(wanted, "it names no thing that can be shown");
        return;
    }
    const CastMember now = story.cast[static_cast<std::size_t>(who.front())];
    std::set<std::string> ids;
    for (const int member : old) {
        ids.insert(id_of(story, member));
    }
    for (const std::size_t number : shots) {
        for (const std::string& id : ids) {
            Entity* entity = find_in_take(script.shots[number], id);
            if (entity == nullptr) {
                continue;
            }
            const bool person = entity->kind == "person" && now.entity.kind == "person";
            if (edit.same_one && person) {
                entity->look.age = now.entity.look.age;
                add_look(entity->look, now.entity.look);
                entity->called = now.entity.called;
                continue;
            }
            Entity next = now.entity;
            next.id = id;
            next.relations = entity->relations;
            *entity = std::move(next);
        }
        for (TakePart& part : parts_of(script.shots[number])) {
            for (Action& action : part.actions) {
                if (ids.contains(action.subject) && is_call(action.verb)) {
                    action.verb = call_of(now.entity.kind, action.verb);
                }
            }
        }
    }
    if (counted.count > 1 && old.size() == 1) {
        for (int more = 1; more < counted.count; ++more) {
            add_like(script, shots, id_of(story, old.front()));
        }
    } else if (old.size() > 1 && counted.indefinite && counted.count <= 1 &&
               who.front() >= static_cast<int>(known)) {
        std::set<std::string> rest = ids;
        rest.erase(id_of(story, old.front()));
        for (const std::size_t number : shots) {
            take_away(script.shots[number], rest);
        }
    }
    story.notes.understood(named + " ... " + wanted, "replaced by " + now.entity.kind);
}

bool count_cast(Story& story, const Edit& edit, ClipScript& script, ShotNumbers shots) {
    DraftShot draft = everybody_of(story, shots);
    ShotReader reader(story, draft, static_cast<int>(script.shots.size()));
    // "two cats": of those that "the cats" are.
    std::vector<Token> words = tokenize("the");
    words.insert(words.end(), edit.words.begin() + 1, edit.words.end());
    const std::vector<int> some = reader.meant(words).who;
    if (some.empty()) {
        return false;
    }
    const CastMember& one = story.cast[static_cast<std::size_t>(some.front())];
    std::vector<std::string> ids;
    for (const int member : draft.present) {
        const CastMember& other = story.cast[static_cast<std::size_t>(member)];
        if (other.head == one.head && other.thing == one.thing) {
            ids.push_back(other.entity.id);
        }
    }
    const auto wanted = static_cast<std::size_t>(edit.factor);
    for (std::size_t more = ids.size(); more < std::min(wanted, Limits::kEntitiesMax); ++more) {
        add_like(script, shots, ids.front());
    }
    if (wanted < ids.size()) {
        const std::set<std::string> gone(
            ids.begin() + static_cast<std::ptrdiff_t>(wanted), ids.end()
        );
        for (const std::size_t number : shots) {
            take_away(script.shots[number], gone);
        }
    }
    story.notes.understood(shown_text(edit.words), std::to_string(wanted) + " of " + one.head);
    return true;
}

void scale_cast(Story& story, const Edit& edit, ClipScript& script, ShotNumbers shots) {
    DraftShot draft = everybody_of(story, shots);
    ShotReader reader(story, draft, static_cast<int>(script.shots.size()));
    std::vector<Token> words = edit.words;
    std::vector<int> who = reader.meant(words).who;
    if (who.empty() && !draft.present.empty() && shown_text(edit.words).size() < 5) {
        who = {*std::ranges::max_element(draft.present, {}, [&](int member) {
            return story.cast[static_cast<std::size_t>(member)].last_seen;
        })};  // "twice as big": what the clip is about
    }
    if (who.empty()) {
        story.notes.ignored(shown_text(edit.words), "there is nothing like it in the clip");
        return;
    }
    for (const std::size_t number : shots) {
        for (const int member : who) {
            Entity* entity = find_in_take(script.shots[number], id_of(story, member));
            if (entity != nullptr) {
                entity->scale = clamp(entity->scale * edit.factor, 0.05F, 20.0F);
            }
        }
    }
    story.notes.understood(shown_text(edit.words), edit.factor > 1.0F ? "bigger" : "smaller");
}

void paint(Story& story, const Edit& edit, ClipScript& script, ShotNumbers shots) {
    std::vector<Vec3> colors;
    for (std::size_t i = 0; i < edit.words.size(); ++i) {
        const auto hits = story.dictionary->hits_at(edit.words, i);
        const auto color = std::ranges::find(hits, WordKind::kColor, &Hit::kind);
        if (color != hits.end()) {
            colors.push_back(linear_color(color_rows()[static_cast<std::size_t>(color->row)].srgb));
            i += color->length - 1;
        }
    }
    if (colors.empty()) {
        story.notes.ignored(shown_text(edit.words), "no colour that is known");
        return;
    }
    std::size_t next = 0;
    const auto color = [&] { return colors[next++ % colors.size()]; };
    for (const std::size_t number : shots) {
        next = 0;
        for (TakePart& part : parts_of(script.shots[number])) {
            for (Entity& entity : part.entities) {
                const int member = member_of(story, entity.id);
                if (member < 0) {
                    continue;
                }
                const Category category = story.category_of(member);
                if (category == Category::kPerson) {
                    entity.look.top_color = color();
                    entity.look.bottom_color = color();
                } else if (category != Category::kAnimal && category != Category::kScenery) {
                    entity.color = color();
                }
            }
        }
    }
    story.notes.understood(shown_text(edit.words), "colours of clothes and things");
}

}  // namespace hibari::world
