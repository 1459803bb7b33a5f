#pragma once

// Shots in a few lines, for tests and benchmarks.

#include "world/script/shot_script.h"

#include <string>
#include <utility>

namespace hibari::world {

class ShotBuilder {
  public:
    explicit ShotBuilder(std::string place, float duration_s = 4.0F) {
        shot_.place = std::move(place);
        shot_.duration_s = duration_s;
    }

    ShotBuilder& thing(std::string id, std::string kind) {
        Entity entity;
        entity.id = std::move(id);
        entity.kind = std::move(kind);
        shot_.entities.push_back(std::move(entity));
        return *this;
    }

    /// The last thing stands in a relation.
    ShotBuilder& related(RelationKind kind, std::string target) {
        shot_.entities.back().relations.push_back({kind, std::move(target)});
        return *this;
    }

    ShotBuilder& scaled(float scale) {
        shot_.entities.back().scale = scale;
        return *this;
    }

    ShotBuilder& act(
        std::string subject, Verb verb, std::string object = {}, std::string target = {}
    ) {
        Action action;
        action.subject = std::move(subject);
        action.verb = verb;
        action.object = std::move(object);
        action.target = std::move(target);
        shot_.actions.push_back(std::move(action));
        return *this;
    }

    ShotBuilder& outcome(Outcome outcome) {
        shot_.actions.back().outcome = outcome;
        return *this;
    }

    ShotBuilder& towards(Direction direction) {
        shot_.actions.back().direction = direction;
        return *this;
    }

    ShotBuilder& at_step(int step) {
        shot_.actions.back().step = step;
        return *this;
    }

    ShotBuilder& repeated(int times) {
        shot_.actions.back().repeat = times;
        return *this;
    }

    Shot& shot() { return shot_; }

  private:
    Shot shot_;
};

}  // namespace hibari::world
