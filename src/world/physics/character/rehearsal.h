// A bare stage for tests: one performer on flat ground, everything it did written down.
#pragma once

#include "world/physics/character/person_performer.h"
#include "world/things/catalogue.h"
#include "world/things/person.h"

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hibari::world {

constexpr int kProp = 5;    ///< entity that cues may take as object
constexpr int kTarget = 6;  ///< entity that cues may take as target

class BareStage final : public StageView {
  public:
    float ground_y(float x, float z) const override { return ground ? ground(x, z) : 0.0F; }

    Vec3 ground_normal(float, float) const override { return {0, 1, 0}; }

    std::optional<float> water_y(float, float) const override { return water; }

    float gravity() const override { return gravity_mps2; }

    Pose entity_pose(int entity) const override { return look_up(poses, entity); }

    Vec3 entity_velocity(int entity) const override { return look_up(velocities, entity); }

    Vec3 entity_half_extent(int entity) const override { return look_up(halves, entity); }

    std::optional<Pose> anchor(int entity, std::string_view name) const override {
        const auto found = anchors.find({entity, std::string(name)});
        return found == anchors.end() ? std::nullopt : std::optional(found->second);
    }

    Vec3 camera_position() const override { return {0, 1.5F, 6}; }

    double time_s() const override { return now_s; }

    const Blueprint* entity_blueprint(int entity) const override {
        return entity == kProp && craft ? &*craft : nullptr;
    }

    std::string_view entity_kind(int entity) const override {
        return entity == kProp ? std::string_view(craft_kind) : std::string_view{};
    }

    std::function<float(float, float)> ground;
    std::optional<Blueprint> craft;  ///< the prop, when it is ridden
    std::string craft_kind;
    std::optional<float> water;  ///< its level; the ground is its bottom
    float gravity_mps2 = 9.81F;
    double now_s = 0.0;
    std::map<int, Pose> poses;
    std::map<int, Vec3> velocities;
    std::map<int, Vec3> halves;
    std::map<std::pair<int, std::string>, Pose> anchors;

  private:
    template <typename T>
    static T look_up(const std::map<int, T>& table, int key) {
        const auto found = table.find(key);
        return found == table.end() ? T{} : found->second;
    }
};

/// Plays one performer step by step. A held prop is carried, a released one falls and bounces.
class Rehearsal {
  public:
    static constexpr float kTick = 1.0F / static_cast<float>(kStepHz);

    explicit Rehearsal(const PersonLook& look = {}, std::uint64_t seed = 7)
        : entity_{.kind = "person", .look = look},
          blueprint(build_person(entity_, Rng(seed))),
          performer(entity_, blueprint, Rng(seed)) {
        performer.place({});
        run(0.3F);
    }

    /// A ball (or other prop) at a place.
    void prop(Vec3 at, float radius) {
        stage.poses[kProp] = {at, {}};
        stage.halves[kProp] = {radius, radius, radius};
    }

    /// Something that stands in the way.
    void obstacle(Vec3 at, Vec3 half) {
        stage.poses[kTarget] = {at, {}};
        stage.halves[kTarget] = half;
    }

    /// Puts the performer on a craft at `at` that heads for +Z.
    void ride(const std::string& kind, std::string_view anchor, Vec3 at) {
        const Thing* thing = find_thing(kind);
        stage.craft = thing->build({.kind = kind}, Rng(3));
        stage.craft_kind = kind;
        stage.poses[kProp] = compose({at, {}}, stage.craft->links.front().rest);
        stage.halves[kProp] = stage.craft->half_extent;
        performer.place({at, {}});
        performer.mount(kProp, anchor);
    }

    void run(float seconds) {
        const auto steps = static_cast<int>(seconds * static_cast<float>(kStepHz));
        for (int i = 0; i < steps && !limp; ++i) {
            step();
        }
    }

    /// Begins a cue and runs until it is done, the performer is limp, or `most_s` are over.
    bool play(const Cue& cue, float most_s = 8.0F) {
        first = frames.size();
        performer.begin(cue, stage);
        const auto steps = static_cast<int>(most_s * static_cast<float>(kStepHz));
        for (int i = 0; i < steps; ++i) {
            step();
            for (const Signal& signal : latest) {
                if (signal.kind == SignalKind::kDone || signal.kind == SignalKind::kLimp) {
                    return true;
                }
            }
        }
        return false;
    }

    void step() {
        stage.now_s += static_cast<double>(kTick);
        latest.clear();
        performer.step(static_cast<double>(kTick), stage, latest);
        for (const Signal& signal : latest) {
            signals.emplace_back(stage.now_s, signal);
            carried_ = signal.kind == SignalKind::kGrab ||
                       (carried_ && signal.kind != SignalKind::kRelease);
            limp = limp || signal.kind == SignalKind::kLimp;
            if (signal.kind == SignalKind::kRelease) {
                stage.velocities[kProp] = signal.velocity;
            }
        }
        move_prop();
        frames.push_back(performer.body().frames());
        flying.push_back(performer.body().flying());
        const auto& feet = performer.body().foot;
        free_foot.push_back({feet[0].mode == FootMode::kFree, feet[1].mode == FootMode::kFree});
        const auto poses = performer.poses();
        links.emplace_back(poses.begin(), poses.end());
    }

    const Signal* find(SignalKind kind) const {
        for (const auto& [time, signal] : signals) {
            if (signal.kind == kind) {
                return &signal;
            }
        }
        return nullptr;
    }

  private:
    void move_prop() {
        if (!stage.poses.contains(kProp)) {
            return;
        }
        if (carried_) {
            stage.poses[kProp] = performer.carry_pose(kProp, stage);
            return;
        }
        Vec3& velocity = stage.velocities[kProp];
        if (length_squared(velocity) == 0.0F) {
            return;
        }
        Vec3& at = stage.poses[kProp].position;
        velocity.y -= stage.gravity_mps2 * kTick;
        at += velocity * kTick;
        const float radius = stage.halves[kProp].y;
        if (at.y < radius) {
            at.y = radius;
            velocity.y *= -0.78F;
        }
    }

    Entity entity_;
    bool carried_ = false;

  public:
    Blueprint blueprint;
    BareStage stage;
    PersonPerformer performer;
    std::vector<Frames> frames;
    std::vector<bool> flying;
    std::vector<std::array<bool, 2>> free_foot;  ///< moved by the leg's pose: not planted
    std::vector<std::vector<Pose>> links;
    std::vector<std::pair<double, Signal>> signals;
    std::vector<Signal> latest;
    std::size_t first = 0;
    bool limp = false;
};

}  // namespace hibari::world
