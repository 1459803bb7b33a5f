#include "world/director/say_edit.h"

#include "world/director/finish.h"
#include "world/director/lexicon/tables.h"
#include "world/director/looks.h"
#include "world/director/merge_actions.h"
#include "world/director/read_prompt.h"
#include "world/director/reader_words.h"
#include "world/director/remember.h"
#include "world/director/sections.h"
#include "world/director/take_parts.h"
#include "world/director/taker.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <set>
#include <utility>

namespace hibari::world {
namespace {

using Limits = ScriptLimits;

void take_entity(Entity& into, const Entity& was, const Entity& now) {
    const Taker<Entity> entity(into, was, now);
    entity.take(&Entity::color);
    entity.take(&Entity::accent);
    entity.take(&Entity::scale);
    entity.take(&Entity::material);
    entity.take(&Entity::filled);
    entity.take(&Entity::burning);
    take_look(into.look, was.look, now.look);
    into.scale = clamp(into.scale, 0.05F, 20.0F);
}

class Sayer {
  public:
    Sayer(Story& story, const Edit& edit, ClipScript& script, std::size_t number, bool named)
        : story_(story),
          edit_(edit),
          script_(script),
          shot_(script.shots[number]),
          number_(number),
          known_(story.cast.size()),
          named_(named) {}

    void run() {
        const std::vector<CastMember> before = story_.cast;
        read();
        change_looks(before);
        change_setting();
        change_camera();
        change_deeds();
        drop_past(story_.shots[number_], draft_);
        drop_unknown();
        if (tells_of_more()) {
            add_the_new();
        }
    }

  private:
    void read() {
        draft_ = next_of(story_.shots[number_]);
        draft_.camera = shot_.camera;
        const int sport = draft_.sport;
        const int subject = member_of(story_, shot_.camera.subject);
        const int from = member_of(story_, shot_.camera.from);
        draft_.camera_subject = subject;
        draft_.camera_from = from;
        story_.style.reset();
        story_.music = script_.music;
        story_.no_music = false;
        std::vector<Token> tokens = edit_.words;
        const PromptText text = cut_sections(tokens, *story_.dictionary);
        // As the shot after: what is named once more is known.
        const int next = static_cast<int>(number_) + 1;
        read_shot(tokens, text.common, story_, draft_, next);
        for (const ShotText& part : text.shots) {
            read_shot(tokens, part, story_, draft_, next);
        }
        draft_.sport = draft_.sport < 0 ? sport : draft_.sport;
        report_leftovers(tokens, story_);
    }

    void change_looks(const std::vector<CastMember>& before) {
        for (std::size_t i = 0; i < before.size(); ++i) {
            Entity* entity = find_in_take(shot_, before[i].entity.id);
            if (entity == nullptr) {
                continue;
            }
            Entity now = story_.cast[i].entity;
            if (before[i].entity.look.gender == Gender::kUnspecified && !tells_gender()) {
                now.look.gender = Gender::kUnspecified;  // "he" points at somebody.
            }
            take_entity(*entity, before[i].entity, now);
        }
    }

    // "big waves" may come to a lake too: a place that only stands for a word is meant as one where
    // the words say "in" or "at".
    bool is_guessed(const std::string& place) const {
        const Json notes = story_.notes.to_json();
        const bool stands_in =
            std::ranges::any_of(notes.at("substituted").items(), [&](const Json& note) {
                return note.at("used").as_string() == place;
            });
        return stands_in && std::ranges::none_of(edit_.words, [](const Token& token) {
                   return listed("in|at|on|inside|into|to|through|across|under", token.text);
               });
    }

    bool tells_gender() const {
        return std::ranges::any_of(edit_.words, [](const Token& token) {
            return listed("male|female|masculine|feminine", token.text);
        });
    }

    void change_setting() {
        const float storm = 0.7F;
        shot_.place = draft_.place && !is_guessed(*draft_.place) ? *draft_.place : shot_.place;
        shot_.time = draft_.time.value_or(shot_.time);
        shot_.season = draft_.season.value_or(shot_.season);
        shot_.speed = draft_.speed.value_or(shot_.speed);
        if (draft_.sky && *draft_.sky != shot_.sky) {
            const bool blew = shot_.sky == Sky::kStorm && shot_.wind == storm;
            shot_.wind = *draft_.sky == Sky::kStorm ? std::max(shot_.wind, storm)
                         : blew                     ? 0.0F
                                                    : shot_.wind;
            shot_.sky = *draft_.sky;
        }
        shot_.wind = draft_.wind.value_or(shot_.wind);
        script_.style = story_.style.value_or(script_.style);
        change_music();
    }

    void change_music() {
        if (story_.no_music) {
            script_.music.reset();
        } else if (story_.music) {
            Music music = *story_.music;
            const bool other = !script_.music || script_.music->mood != music.mood;
            const bool same_tempo = script_.music && script_.music->tempo_bpm == music.tempo_bpm;
            if (music.tempo_bpm <= 0.0F || (other && same_tempo)) {
                music.tempo_bpm = usual_tempo(music.mood);
            }
            script_.music = music;
        }
    }

    void change_camera() {
        const auto id = [&](int member) {
            return member < 0 ? std::string{}
                              : story_.cast[static_cast<std::size_t>(member)].entity.id;
        };
        Camera camera = draft_.camera;
        camera.subject = id(draft_.camera_subject);
        camera.from = id(draft_.camera_from);
        const bool there = camera.subject.empty() || find_in_take(shot_, camera.subject) != nullptr;
        const bool from = camera.from.empty() || find_in_take(shot_, camera.from) != nullptr;
        if (there && from) {
            shot_.camera = camera;
        }
    }

    // "He misses", "three times": the deeds that are there, told anew.
    void change_deeds() {
        const DraftShot& past = story_.shots[number_];
        std::vector<Action*> all;
        for (const TakePart& part : parts_of(shot_)) {
            for (Action& action : part.actions) {
                all.push_back(&action);
            }
        }
        std::set<int> seen;
        for (const DraftAction& action : draft_.actions) {
            if (action.given < 0 || !seen.insert(action.given).second) {
                continue;
            }
            const auto index = static_cast<std::size_t>(action.given);
            const Action before = *all[index];
            const Taker<Action> take(*all[index], past.actions[index].action, action.action);
            take.take(&Action::direction);
            take.take(&Action::intensity);
            take.take(&Action::outcome);
            take.take(&Action::via);
            take.take(&Action::repeat);
            take.take(&Action::turns);
            take.take(&Action::duration_s);
            told_anew_ = told_anew_ || before.outcome != all[index]->outcome;
            if (before.outcome == Outcome::kFailure && all[index]->outcome == Outcome::kSuccess) {
                lose_what_got_in(all, *all[index]);
            }
        }
    }

    // Who kept the ball out does not when it goes in.
    static void lose_what_got_in(const std::vector<Action*>& all, const Action& scored) {
        for (Action* other : all) {
            const bool saved = other->verb == Verb::kCatch && other->object == scored.object &&
                               other->subject != scored.subject &&
                               other->subject != scored.target && !scored.object.empty();
            if (saved && other->outcome == Outcome::kSuccess) {
                other->outcome = Outcome::kFailure;
            }
        }
    }

    bool deals_with(int member) const {
        const bool acts = std::ranges::any_of(draft_.actions, [&](const DraftAction& action) {
            return action.subject == member || action.object == member || action.target == member;
        });
        const bool stands = std::ranges::any_of(draft_.relations, [&](const auto& relation) {
            return relation.owner == member || relation.target == member;
        });
        const bool speaks = std::ranges::any_of(draft_.lines, [&](const DraftLine& line) {
            return line.speaker == member;
        });
        return acts || stands || speaks;
    }

    // "The elephant is pink", where there is none: only described, so it does not come in.
    void drop_unknown() {
        for (std::size_t i = known_; i < story_.cast.size(); ++i) {
            const int member = static_cast<int>(i);
            const CastMember& stranger = story_.cast[i];
            const std::string& called = stranger.entity.called;
            const bool definite = called.starts_with("the ") || called.starts_with("his ") ||
                                  called.starts_with("her ") || called.starts_with("The ") ||
                                  called.starts_with("their ") || called.starts_with("its ");
            if (definite && !edit_.besides && !deals_with(member)) {
                story_.notes.ignored(called, "there is nothing like it in the clip");
                std::erase(draft_.present, member);
            }
        }
    }

    bool is_here(int member) const {
        return member < 0 || Story::has(story_.shots[number_], member) ||
               static_cast<std::size_t>(member) >= known_;
    }

    bool tells_of_more() {
        // What is said of somebody who is in other shots is said of those.
        if (!named_) {
            std::erase_if(draft_.actions, [&](const DraftAction& action) {
                return !is_here(action.subject) || !is_here(action.object) ||
                       !is_here(action.target);
            });
            std::erase_if(draft_.relations, [&](const DraftRelation& relation) {
                return !is_here(relation.owner) || !is_here(relation.target);
            });
            std::erase_if(draft_.lines, [&](const DraftLine& line) {
                return !is_here(line.speaker);
            });
            std::erase_if(draft_.present, [&](int member) { return !is_here(member); });
        }
        const bool newcomers = std::ranges::any_of(draft_.present, [&](int member) {
            return static_cast<std::size_t>(member) >= known_;
        });
        return newcomers || !draft_.actions.empty() || !draft_.lines.empty() ||
               !draft_.relations.empty() || !draft_.sounds.empty();
    }

    void add_the_new() {
        const std::size_t said = story_.cast.size();  // Of the rest only what is used comes in.
        const Shot told = finished();
        const auto is_used = [&](const Entity& entity) {
            return static_cast<std::size_t>(std::max(member_of(story_, entity.id), 0)) < said ||
                   std::ranges::any_of(
                       told.actions,
                       [&](const Action& action) {
                           return action.subject == entity.id || action.object == entity.id ||
                                  action.target == entity.id;
                       }
                   );
        };
        const auto is_new = [&](const Entity& entity) {
            const int member = member_of(story_, entity.id);
            return member < 0 || static_cast<std::size_t>(member) >= known_;
        };
        for (const Entity& entity : told.entities) {
            const bool absent = find_in_take(shot_, entity.id) == nullptr;
            if (absent && (is_new(entity) || named_) && is_used(entity) &&
                count_entities(shot_) < Limits::kEntitiesMax) {
                shot_.entities.push_back(entity);
                shot_.entities.back().relations.clear();  // until all are there
            }
        }
        for (const Entity& entity : told.entities) {
            if (Entity* here = find_in_take(shot_, entity.id); here != nullptr) {
                relate(*here, is_new(entity) ? entity.relations : related_by_words(entity.id));
            }
        }
        const auto in_sight = [&](const std::string& id) {
            return id.empty() || find_in_take(shot_, id) != nullptr;
        };
        std::vector<Action> actions = told.actions;
        std::erase_if(actions, [&](const Action& action) {
            return !in_sight(action.subject) || !in_sight(action.object) ||
                   !in_sight(action.target);
        });
        std::vector<TakePart> parts = parts_of(shot_);
        merge_actions(
            parts,
            actions,
            {.instead = edit_.instead,
             .besides = edit_.besides || told_anew_,
             .not_these = verbs_given_up()}
        );
        merge_lines(parts, told.lines, edit_.besides);
        for (TakePart& part : parts) {
            close_gaps(part);
        }
        for (SoundCue cue : told.sounds) {
            const bool heard =
                std::ranges::find(shot_.sounds, cue.kind, &SoundCue::kind) != shot_.sounds.end();
            if (!heard && shot_.sounds.size() < Limits::kSoundsMax) {
                cue.step.reset();
                shot_.sounds.push_back(cue);
            }
        }
    }

    // The draft as a shot after this one, which has nothing to hand on but its place and light.
    Shot finished() {
        story_.shots.resize(number_ + 1);
        DraftShot& before = story_.shots.back();
        before.actions.clear();
        before.relations.clear();
        before.place = shot_.place;
        before.time = shot_.time;
        before.sky = shot_.sky;
        before.season = shot_.season;
        before.wind = shot_.wind;
        story_.given_shots = story_.shots.size();
        draft_.place.reset();
        draft_.duration_s = shot_.duration_s;
        draft_.camera_set = true;
        story_.shots.push_back(draft_);
        story_.style = script_.style;
        return finish(story_, std::nullopt).shots.front();
    }

    /// Where those who are there are only moves when it was said.
    std::vector<Relation> related_by_words(const std::string& id) const {
        std::vector<Relation> relations;
        for (const DraftRelation& relation : draft_.relations) {
            const auto name = [&](int member) {
                return story_.cast[static_cast<std::size_t>(member)].entity.id;
            };
            if (name(relation.owner) == id) {
                relations.push_back({relation.kind, name(relation.target)});
            }
        }
        return relations;
    }

    void relate(Entity& entity, const std::vector<Relation>& told) {
        const std::vector<TakePart> parts = parts_of(shot_);
        for (const Relation& relation : told) {
            if (find_in_take(shot_, relation.target) == nullptr ||
                part_of(parts, relation.target) > part_of(parts, entity.id)) {
                continue;  // Who comes in later cannot be where others are placed by.
            }
            std::erase_if(entity.relations, [&](const Relation& old) {
                const bool hands = relation.kind == RelationKind::kHolding;  // There are two.
                return (old.kind == relation.kind && !hands) || old.target == relation.target;
            });
            if (entity.relations.size() < Limits::kRelationsMax) {
                entity.relations.push_back(relation);
            }
        }
    }

    std::vector<Verb> verbs_given_up() const {
        std::vector<Verb> verbs;
        for (std::size_t i = 0; i < edit_.not_this.size(); ++i) {
            for (const Hit& hit : story_.dictionary->hits_at(edit_.not_this, i)) {
                if (hit.kind == WordKind::kVerb) {
                    verbs.push_back(verb_rows()[static_cast<std::size_t>(hit.row)].verb);
                }
            }
        }
        return verbs;
    }

    Story& story_;
    const Edit& edit_;
    ClipScript& script_;
    Shot& shot_;
    std::size_t number_;
    std::size_t known_;  ///< members of the cast before anything was read
    bool named_;
    bool told_anew_ = false;  ///< the end of a deed was; what else is told comes after it
    DraftShot draft_;
};

}  // namespace

void say_edit(Story& story, const Edit& edit, ClipScript& script, std::size_t shot, bool named) {
    Sayer(story, edit, script, shot, named).run();
}

}  // namespace hibari::world
