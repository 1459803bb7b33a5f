#include "world/truth/truth_json.h"

#include "world/things/ground.h"
#include "world/things/shape.h"

#include <algorithm>

namespace hibari::world {
namespace {

Json to_json(const Vec3& v) {
    return Json::array({v.x, v.y, v.z});
}

Json to_json(const Quat& q) {
    return Json::array({q.x, q.y, q.z, q.w});
}

std::string_view name_of(ContactKind kind) {
    switch (kind) {
        case ContactKind::kImpact:
            return "impact";
        case ContactKind::kFootstep:
            return "footstep";
        case ContactKind::kSplash:
            return "splash";
    }
    return "";
}

std::string_view name_of(EventKind kind) {
    switch (kind) {
        case EventKind::kScored:
            return "scored";
        case EventKind::kMissed:
            return "missed";
        case EventKind::kThrown:
            return "thrown";
        case EventKind::kCaught:
            return "caught";
        case EventKind::kKicked:
            return "kicked";
        case EventKind::kJumped:
            return "jumped";
        case EventKind::kLanded:
            return "landed";
        case EventKind::kFell:
            return "fell";
        case EventKind::kHit:
            return "hit";
        case EventKind::kToppled:
            return "toppled";
        case EventKind::kLaunched:
            return "launched";
        case EventKind::kSplashed:
            return "splashed";
        case EventKind::kReleased:
            return "released";
        case EventKind::kBroke:
            return "broke";
        case EventKind::kLightning:
            return "lightning";
        case EventKind::kFirework:
            return "firework";
        case EventKind::kAnimalCall:
            return "animal_call";
        case EventKind::kLaugh:
            return "laugh";
        case EventKind::kCry:
            return "cry";
        case EventKind::kClap:
            return "clap";
        case EventKind::kStepBegan:
            return "step_began";
        case EventKind::kDeedBegan:
            return "deed_began";
    }
    return "";
}

std::string_view name_of(ShapeKind kind) {
    switch (kind) {
        case ShapeKind::kSphere:
            return "sphere";
        case ShapeKind::kEllipsoid:
            return "ellipsoid";
        case ShapeKind::kCapsule:
            return "capsule";
        case ShapeKind::kRoundCone:
            return "round_cone";
        case ShapeKind::kCylinder:
            return "cylinder";
        case ShapeKind::kCone:
            return "cone";
        case ShapeKind::kBox:
            return "box";
        case ShapeKind::kTorus:
            return "torus";
        case ShapeKind::kWedge:
            return "wedge";
        case ShapeKind::kTube:
            return "tube";
        case ShapeKind::kBowl:
            return "bowl";
        case ShapeKind::kQuarterPipe:
            return "quarter_pipe";
        case ShapeKind::kRelief:
            return "relief";
    }
    return "";
}

/// What of a body others bump into.
Json solids_of(const BodyTrack& body) {
    Json list = Json::array();
    for (const Part& part : body.parts) {
        if (!part.collides) {
            continue;
        }
        list.push_back(Json::object({
            {"shape", name_of(part.shape.kind)},
            {"position", to_json(part.local.position)},
            {"rotation", to_json(part.local.rotation)},
            {"half", to_json(part.shape.half)},
            {"radius", part.shape.radius},
            {"radius_top", part.shape.radius_top},
            {"rounding", part.shape.rounding},
        }));
    }
    return list;
}

/// The kind of a body's entity (of the catalogue, or "pieces" of what breaks), "ground", "water",
/// or the name of a fixed part.
std::string kind_of(const Timeline& timeline, int body) {
    if (body == -1) {
        return "ground";
    }
    if (body == -2) {
        return "water";
    }
    const BodyTrack& track = timeline.bodies.at(static_cast<std::size_t>(body));
    return track.entity < 0 ? track.name
                            : timeline.entities.at(static_cast<std::size_t>(track.entity)).kind;
}

Json bodies_of(const Timeline& timeline) {
    Json list = Json::array();
    for (const BodyTrack& body : timeline.bodies) {
        Json item = Json::object({
            {"name", body.name},
            {"entity", body.entity},
            {"mass_kg", body.mass_kg},
            {"substance", name_of(body.substance)},
            {"restitution", body.restitution},
            {"friction", body.friction},
            {"moves", body.poses.size() > 1},
        });
        if (body.poses.size() == 1) {
            item.set("position", to_json(body.poses.front().position));
            item.set("rotation", to_json(body.poses.front().rotation));
        }
        Vec3 half{};
        for (const Part& part : body.parts) {
            const Vec3 size = bounds(part.shape);
            half = {std::max(half.x, size.x), std::max(half.y, size.y), std::max(half.z, size.z)};
        }
        item.set("half_extent", to_json(half));
        item.set("solids", solids_of(body));
        list.push_back(std::move(item));
    }
    return list;
}

Json contacts_of(const Timeline& timeline) {
    Json list = Json::array();
    for (const Contact& contact : timeline.contacts) {
        list.push_back(Json::object({
            {"time_s", contact.time_s},
            {"kind", name_of(contact.kind)},
            {"body_a", contact.body_a},
            {"body_b", contact.body_b},
            {"kind_a", kind_of(timeline, contact.body_a)},
            {"kind_b", kind_of(timeline, contact.body_b)},
            {"point", to_json(contact.point)},
            {"normal", to_json(contact.normal)},
            {"impulse_ns", contact.impulse_ns},
            {"speed_mps", contact.speed_mps},
        }));
    }
    return list;
}

Json rubs_of(const Timeline& timeline) {
    Json list = Json::array();
    for (const Rub& rub : timeline.rubs) {
        list.push_back(Json::object({
            {"kind", rub.kind == RubKind::kRoll ? "roll" : "slide"},
            {"body_a", rub.body_a},
            {"body_b", rub.body_b},
            {"start_s", static_cast<double>(rub.first_sample) / kSampleRateHz},
            {"duration_s", static_cast<double>(rub.speed_mps.size()) / kSampleRateHz},
        }));
    }
    return list;
}

Json events_of(const Timeline& timeline) {
    Json list = Json::array();
    for (const Event& event : timeline.events) {
        list.push_back(Json::object({
            {"time_s", event.time_s},
            {"kind", name_of(event.kind)},
            {"entity", event.entity},
            {"patient", event.patient},
            {"position", to_json(event.position)},
            {"strength", event.strength},
            {"detail", event.detail},
        }));
    }
    return list;
}

Json lines_of(const Shot& shot, const Timeline& timeline) {
    Json list = Json::array();
    for (const Utterance& utterance : timeline.utterances) {
        list.push_back(Json::object({
            {"text", shot.lines.at(static_cast<std::size_t>(utterance.line)).text},
            {"entity", utterance.entity},
            {"start_s", utterance.start_s},
            {"duration_s", utterance.duration_s},
        }));
    }
    return list;
}

}  // namespace

Json truth_of(const Shot& shot, const Timeline& timeline) {
    Json entities = Json::array();
    for (const Entity& entity : timeline.entities) {
        Json json =
            Json::object({{"id", entity.id}, {"kind", entity.kind}, {"called", entity.called}});
        if (!entity.likeness.empty()) {
            json.set("likeness", entity.likeness);
        }
        entities.push_back(std::move(json));
    }
    const Environment& air = timeline.environment;
    return Json::object({
        {"duration_s", timeline.duration_s},
        {"world_speed", timeline.world_speed},
        {"place", shot.place},
        {"gravity_mps2", air.gravity_mps2},
        {"ground_restitution", ground_restitution(air.place->ground)},
        {"wind_mps", to_json(air.wind_mps)},
        {"sun_direction", to_json(air.sun_direction)},
        {"entities", std::move(entities)},
        {"bodies", bodies_of(timeline)},
        {"contacts", contacts_of(timeline)},
        {"rubs", rubs_of(timeline)},
        {"events", events_of(timeline)},
        {"lines", lines_of(shot, timeline)},
    });
}

Json poses_of(const Timeline& timeline, int sample, std::int64_t frame) {
    const CameraPose& camera = timeline.camera.at(static_cast<std::size_t>(sample));
    Json bodies = Json::array();
    for (std::size_t i = 0; i < timeline.bodies.size(); ++i) {
        if (timeline.bodies[i].poses.size() == 1) {
            continue;
        }
        const Pose& pose = timeline.bodies[i].pose_at(sample);
        bodies.push_back(Json::array(
            {i,
             pose.position.x,
             pose.position.y,
             pose.position.z,
             pose.rotation.x,
             pose.rotation.y,
             pose.rotation.z,
             pose.rotation.w}
        ));
    }
    return Json::object({
        {"frame", frame},
        {"time_s", static_cast<double>(sample) / kSampleRateHz},
        {"camera",
         Json::object({
             {"position", to_json(camera.position)},
             {"rotation", to_json(camera.rotation)},
             {"fov_y_rad", camera.fov_y_rad},
             {"focus_m", camera.focus_m},
         })},
        {"bodies", std::move(bodies)},
    });
}

}  // namespace hibari::world
