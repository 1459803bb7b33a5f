#include "world/physics/play/trial.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr double kTrialStep = 1.0 / kStepHz;
constexpr float kCorridor = 17.0F;     // Solids farther from the start than this are left out.
constexpr float kToppleCosine = 0.7F;  // 45 degrees.
constexpr int kLookEvery = 8;          // Steps between questions whether it is decided.

bool is_bar(const RigidWorld& world, int body) {
    const auto parts = world.parts(body);
    return !parts.empty() && std::all_of(parts.begin(), parts.end(), [](const Part& part) {
        return part.shape.kind == ShapeKind::kTorus || part.shape.kind == ShapeKind::kCylinder ||
               part.shape.kind == ShapeKind::kCapsule;
    });
}

}  // namespace

bool Trial::Result::touched(int entity) const {
    return std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
        return hit.entity == entity;
    });
}

Trial::Trial(const Scene& scene, int thrown, std::span<const int> movers)
    : scene_(scene), thrown_(thrown), movers_(movers.begin(), movers.end()) {
    const RigidWorld& world = scene.world();
    const Vec3 home = world.pose(scene.root(thrown)).position;
    for (int body = 0; body < world.body_count(); ++body) {
        if (world.entity(body) == thrown || world.parts(body).empty() ||
            std::find(movers_.begin(), movers_.end(), world.entity(body)) != movers_.end()) {
            continue;
        }
        const bool alive = world.entity(body) >= 0 && scene.actor(world.entity(body)).is_alive();
        if (alive || world.motion(body) == Motion::kDynamic) {
            continue;
        }
        Vec3 low;
        Vec3 high;
        world.bounds_of(body, low, high);
        const Vec3 pad{kCorridor, 20.0F, kCorridor};
        const Vec3 from = home - pad;
        const Vec3 to = home + pad;
        if (low.x < to.x && high.x > from.x && low.z < to.z && high.z > from.z) {
            BodySpec spec = world.spec_of(body);
            spec.motion = Motion::kStatic;
            still_.emplace_back(body, spec);
        }
    }
}

Trial::Result Trial::play(const Pose& from, const Launch& launch, const Plan& plan) const {
    RigidWorld world(scene_.world().options());
    BodySpec spec = scene_.world().spec_of(scene_.root(thrown_));
    spec.motion = Motion::kDynamic;
    spec.pose = {from.position, launch.turn.value_or(from.rotation)};
    // In the order of the scene, in which hits of one moment are resolved: there it shall go the
    // same way.
    std::vector<std::pair<int, BodySpec>> all = still_;
    all.emplace_back(scene_.root(thrown_), spec);
    std::vector<Vec3> upright;
    for (const int mover : movers_) {
        BodySpec copy = scene_.world().spec_of(scene_.root(mover));
        copy.motion = Motion::kDynamic;
        all.emplace_back(scene_.root(mover), copy);
        upright.push_back(rotate(copy.pose.rotation, {0, 1, 0}));
    }
    std::ranges::stable_sort(all, {}, &std::pair<int, BodySpec>::first);
    std::vector<int> added(static_cast<std::size_t>(scene_.world().body_count()), -1);
    for (const auto& [body, copy] : all) {
        added[static_cast<std::size_t>(body)] = world.add_body(copy);
    }
    const auto copy_of = [&](int entity) {
        return added[static_cast<std::size_t>(scene_.root(entity))];
    };
    const int thrown = copy_of(thrown_);
    std::vector<int> bodies;
    for (const int mover : movers_) {
        bodies.push_back(copy_of(mover));
    }
    world.set_velocity(thrown, launch.velocity, launch.spin);
    Result result;
    const auto look = [&] {
        result.toppled.clear();
        result.ends.clear();
        for (std::size_t i = 0; i < bodies.size(); ++i) {
            const Pose pose = world.pose(bodies[i]);
            result.ends.push_back(pose);
            if (dot(rotate(pose.rotation, {0, 1, 0}), upright[i]) < kToppleCosine) {
                result.toppled.push_back(movers_[i]);
            }
        }
        result.end = world.pose(thrown).position;
    };
    const auto note = [&](int body, double time) {
        const Hit hit{body < 0 ? -1 : world.entity(body), body >= 0 && is_bar(world, body), time};
        const bool known = std::any_of(result.hits.begin(), result.hits.end(), [&](const Hit& h) {
            return h.entity == hit.entity && h.bar == hit.bar;
        });
        if (!known) {
            result.hits.push_back(hit);
        }
    };
    Vec3 before = from.position;
    double end = plan.seconds;
    int steps = 0;
    const std::stop_token& stop = world.options().stop;
    for (double time = 0.0; time < std::min(plan.seconds, end) && !stop.stop_requested();
         time += kTrialStep) {
        world.step(kTrialStep);
        const Vec3 now = world.pose(thrown).position;
        for (const Impact& impact : world.impacts()) {
            if (impact.a == thrown || impact.b == thrown) {
                note(impact.a == thrown ? impact.b : impact.a, time);
            }
        }
        if (plan.inside && !result.entered && plan.inside(before, now)) {
            result.entered = true;
            result.entered_s = time;
            end = time + 0.1;
        }
        before = now;
        if (plan.decided && ++steps % kLookEvery == 0) {
            look();
            if (plan.decided(result)) {
                break;
            }
        }
    }
    look();
    return result;
}

}  // namespace hibari::world
