#include "world/physics/soft/soft_body.h"

#include "world/physics/rigid/shape_distance.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr int kPasses = 8;
constexpr float kAirDrag = 1.2F;    // 1/s, a net hangs still after a few swings.
constexpr float kSheetDrag = 6.0F;  // Cloth catches more air than strands.
constexpr float kReach = 0.02F;     // Strands keep this far from a solid's surface.
constexpr float kNetRestitution = 0.1F;
constexpr float kStrandStiffness = 900.0F;  // N/m, braided cord of about a decimetre.
constexpr float kStrandReturn = 0.12F;      // Share of the pull that is left when it springs back.
// A bed that gives half a metre under a jumper of 60 kg who falls 2 m: k = 2 m g h / d^2.
constexpr float kBedStiffness = 9400.0F;  // N/m
constexpr float kBedLoss = 0.06F;         // Damping ratio: about 80 % of the speed comes back.

bool overlaps(Vec3 low_a, Vec3 high_a, Vec3 low_b, Vec3 high_b) {
    return low_a.x <= high_b.x && low_b.x <= high_a.x && low_a.y <= high_b.y &&
           low_b.y <= high_a.y && low_a.z <= high_b.z && low_b.z <= high_a.z;
}

}  // namespace

SoftBody::SoftBody(int entity, const Soft& soft, const Pose& frame) : entity_(entity), soft_(soft) {
    const std::size_t count = soft_.nodes.size();
    positions_.reserve(count);
    for (const Vec3 node : soft_.nodes) {
        positions_.push_back(apply(frame, node));
    }
    previous_ = positions_;
    const float node_mass = soft_.mass_kg / static_cast<float>(std::max<std::size_t>(count, 1));
    inverse_mass_.assign(count, 1.0F / std::max(node_mass, 1e-6F));
    for (const int pin : soft_.pinned) {
        inverse_mass_[static_cast<std::size_t>(pin)] = 0.0F;
    }
    for (const auto& [a, b] : soft_.edges) {
        const float rest = distance(
            soft_.nodes[static_cast<std::size_t>(a)], soft_.nodes[static_cast<std::size_t>(b)]
        );
        edges_.push_back({a, b, rest});
    }
}

void SoftBody::solve_edges() {
    for (const Edge& edge : edges_) {
        const auto a = static_cast<std::size_t>(edge.a);
        const auto b = static_cast<std::size_t>(edge.b);
        const float give = inverse_mass_[a] + inverse_mass_[b];
        const Vec3 span = positions_[b] - positions_[a];
        const float size = length(span);
        if (give <= 0.0F || size < 1e-9F) {
            continue;
        }
        // Strands pull but hardly push: slack ones may bend.
        const float stretch = size - edge.rest;
        const float share = stretch > 0.0F ? soft_.stiffness : 0.1F * soft_.stiffness;
        const Vec3 fix = span * (share * stretch / (size * give));
        positions_[a] += fix * inverse_mass_[a];
        positions_[b] -= fix * inverse_mass_[b];
    }
}

void SoftBody::collide(double dt, RigidWorld& world, const std::vector<int>& bodies) {
    for (const int body : bodies) {
        const Pose pose = world.pose(body);
        const Pose into = inverse(pose);
        Vec3 push{};
        Vec3 push_at{};
        float weight = 0.0F;
        for (std::size_t i = 0; i < positions_.size(); ++i) {
            if (inverse_mass_[i] <= 0.0F) {
                continue;
            }
            const Vec3 local = apply(into, positions_[i]);
            for (const Part& part : world.parts(body)) {
                const SurfacePoint surface = distance_to(part, local);
                const float depth = kReach + soft_.strand_radius - surface.distance;
                if (depth <= 0.0F || depth > 0.3F) {
                    continue;
                }
                const Vec3 normal = rotate(pose.rotation, surface.normal);
                const Vec3 fix = normal * depth;
                positions_[i] += fix;
                // Friction: the node is carried along with the surface.
                const Vec3 carried =
                    world.velocity_at(body, positions_[i]) * static_cast<float>(dt);
                const Vec3 slip = positions_[i] - previous_[i] - carried;
                positions_[i] -= (slip - normal * dot(slip, normal)) * 0.3F;
                if (const std::pair<int, int> touch{body, static_cast<int>(i)};
                    std::find(touched_.begin(), touched_.end(), touch) == touched_.end()) {
                    touched_.push_back(touch);
                }
                const float mass = 1.0F / inverse_mass_[i];
                push += fix * mass;
                push_at += positions_[i] * depth;
                weight += depth;
                break;
            }
        }
        if (weight <= 0.0F || world.motion(body) != Motion::kDynamic) {
            continue;
        }
        push_at = push_at / weight;
        const Vec3 direction = normalize(push);
        // A net never throws harder than its small restitution.
        const float closing = dot(world.velocity_at(body, push_at), direction);
        const float limit = world.mass(body) * std::max(closing, 0.0F) * (1.0F + kNetRestitution);
        const float impulse = std::min(length(push) / static_cast<float>(dt), limit);
        world.kick(body, direction * -impulse, world.pose(body).position);
    }
}

void SoftBody::pull_back(RigidWorld& world) {
    // The mass of the nodes alone would hardly slow a ball: what stops it is the tension of the
    // strands that run from where it pushes.
    // Light cord that hangs free, as under a hoop, gives way; a goal's net is heavy and tied.
    const float stiffness = kStrandStiffness * std::min(1.0F, soft_.mass_kg * soft_.mass_kg);
    for (const auto& [body, node] : touched_) {
        if (world.motion(body) != Motion::kDynamic) {
            continue;
        }
        Vec3 pull{};
        for (const Edge& edge : edges_) {
            if (edge.a != node && edge.b != node) {
                continue;
            }
            const int other = edge.a == node ? edge.b : edge.a;
            const Vec3 span = positions_[static_cast<std::size_t>(other)] -
                              positions_[static_cast<std::size_t>(node)];
            const float size = length(span);
            if (size > edge.rest) {
                pull += span * (stiffness * (size - edge.rest) / size);
            }
        }
        const bool returning = dot(world.velocity(body), pull) > 0.0F;
        world.push(body, pull * (returning ? kStrandReturn : 1.0F), world.pose(body).position);
    }
}

void SoftBody::collide_membrane(double dt, RigidWorld& world, int body) {
    // The bed is a spring along its own normal (up): force by how deep the lowest part is.
    float rest_y = 0.0F;
    for (const int pin : soft_.pinned) {
        rest_y += positions_[static_cast<std::size_t>(pin)].y;
    }
    rest_y /= static_cast<float>(std::max<std::size_t>(soft_.pinned.size(), 1));
    const Pose pose = world.pose(body);
    float lowest = 1e9F;
    Vec3 at{};
    for (const Part& part : world.parts(body)) {
        const Pose frame = compose(pose, part.local);
        const Vec3 half = bounds(part.shape);
        const Vec3 x = rotate(frame.rotation, {1, 0, 0}) * half.x;
        const Vec3 y = rotate(frame.rotation, {0, 1, 0}) * half.y;
        const Vec3 z = rotate(frame.rotation, {0, 0, 1}) * half.z;
        const bool round = part.shape.kind == ShapeKind::kSphere;
        const float reach =
            round ? part.shape.radius : std::abs(x.y) + std::abs(y.y) + std::abs(z.y);
        if (frame.position.y - reach < lowest) {
            lowest = frame.position.y - reach;
            at = round ? frame.position - Vec3{0, reach, 0}
                       : frame.position - x * std::copysign(1.0F, x.y) -
                             y * std::copysign(1.0F, y.y) - z * std::copysign(1.0F, z.y);
        }
    }
    const bool inside = at.x > low_.x && at.x < high_.x && at.z > low_.z && at.z < high_.z;
    const float depth = rest_y - lowest;
    if (!inside || depth <= 0.0F || depth > 1.2F || world.motion(body) != Motion::kDynamic) {
        return;
    }
    const float mass = world.mass(body);
    const float damping = 2.0F * kBedLoss * std::sqrt(kBedStiffness * mass);
    const Vec3 velocity = world.velocity_at(body, at);
    // Light things would feel a spring too stiff for the step.
    const float stiffness = std::min(kBedStiffness, 0.1F * mass / static_cast<float>(dt * dt));
    const float up = stiffness * depth - damping * velocity.y;
    const float drag = 0.4F * std::max(up, 0.0F);
    const Vec3 slip{velocity.x, 0, velocity.z};
    const Vec3 rub =
        normalize(slip) * -std::min(drag, mass * length(slip) / static_cast<float>(dt));
    world.push(body, Vec3{0, std::max(up, 0.0F), 0} + rub, at);
}

void SoftBody::step(
    double dt,
    const Pose& link_change,
    const SoftSurroundings& surroundings,
    RigidWorld& world,
    const std::vector<int>& bodies
) {
    const float h = static_cast<float>(dt);
    const bool sheet = !soft_.triangles.empty();
    const float keep = std::exp(-(sheet ? kSheetDrag : kAirDrag) * h);
    low_ = {1e9F, 1e9F, 1e9F};
    high_ = -low_;
    for (std::size_t i = 0; i < positions_.size(); ++i) {
        const Vec3 now = positions_[i];
        if (inverse_mass_[i] <= 0.0F) {
            positions_[i] = apply(link_change, soft_.nodes[i]);
        } else {
            const Vec3 velocity = (now - previous_[i]) / h;
            Vec3 next = surroundings.wind_mps + (velocity - surroundings.wind_mps) * keep;
            if (length_squared(surroundings.wind_mps) > 0.01F && sheet) {
                // Gusts run along the sheet and make it flutter.
                const float phase = dot(now, Vec3{3.1F, 2.3F, 2.7F});
                next += Vec3{0, 0.3F, 1.0F} * (std::sin(phase + 9.0F * now.x) * h * 8.0F *
                                               length(surroundings.wind_mps) * 0.3F);
            }
            next.y -= surroundings.gravity_mps2 * h;
            positions_[i] = now + next * h;
        }
        previous_[i] = now;
        low_ = min(low_, positions_[i]);
        high_ = max(high_, positions_[i]);
    }
    near_.clear();
    const Vec3 pad = Vec3{1, 1, 1} * 0.1F;
    for (const int body : bodies) {
        if (world.entity(body) == entity_) {
            continue;  // A sail hangs on its own mast.
        }
        Vec3 body_low;
        Vec3 body_high;
        world.bounds_of(body, body_low, body_high);
        if (overlaps(low_ - pad, high_ + pad, body_low, body_high)) {
            near_.push_back(body);
        }
    }
    touched_.clear();
    const int passes = near_.empty() ? kPasses / 2 : kPasses;
    for (int pass = 0; pass < passes; ++pass) {
        solve_edges();
        if (soft_.kind != SoftKind::kMembrane) {
            collide(dt, world, near_);
        }
    }
    pull_back(world);
    if (soft_.kind == SoftKind::kMembrane) {
        for (const int body : near_) {
            collide_membrane(dt, world, body);
            const Pose pose = world.pose(body);
            const Pose into = inverse(pose);
            for (std::size_t i = 0; i < positions_.size(); ++i) {
                // The bed hugs what presses it down: never above a body's underside.
                for (const Part& part : world.parts(body)) {
                    const SurfacePoint surface = distance_to(part, apply(into, positions_[i]));
                    if (inverse_mass_[i] > 0.0F && surface.distance < kReach) {
                        positions_[i].y -= kReach - surface.distance;
                    }
                }
            }
        }
        solve_edges();
    }
    for (std::size_t i = 0; i < positions_.size(); ++i) {
        if (inverse_mass_[i] > 0.0F &&
            positions_[i].y < surroundings.ground_y + soft_.strand_radius) {
            positions_[i].y = surroundings.ground_y + soft_.strand_radius;
            previous_[i] = lerp(previous_[i], positions_[i], 0.5F);
        }
    }
}

}  // namespace hibari::world
