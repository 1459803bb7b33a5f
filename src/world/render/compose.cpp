#include "world/render/compose.h"

#include "base/check.h"
#include "world/render/primitive_bounds.h"
#include "world/things/season.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace hibari::world {
namespace {

constexpr float kLampRadius_m = 0.12F;
constexpr float kLeastGlow = 2e-4F;  ///< dimmer things light nothing but themselves
constexpr double kFlash_s = 0.35;    ///< a stroke of lightning with its flicker

/// What waits far below is not there: not yet, or no more.
bool is_away(const Vec3& at) {
    constexpr float kGone_m = -100.0F;
    return at.y < kGone_m;
}

Vec3 apply(const Rotation& r, const Vec3& v) {
    return r.x * v.x + r.y * v.y + r.z * v.z;
}

Rotation compose_rotation(const Rotation& a, const Rotation& b) {
    return {apply(a, b.x), apply(a, b.y), apply(a, b.z)};
}

float luminance(const Vec3& c) {
    return 0.2126F * c.x + 0.7152F * c.y + 0.0722F * c.z;
}

/// Spreads small numbers over 32 bits.
std::uint32_t scatter(std::uint32_t value) {
    value = (value ^ (value >> 16U)) * 0x7FEB352DU;
    value = (value ^ (value >> 15U)) * 0x846CA68BU;
    return value ^ (value >> 16U);
}

/// Lays the lines of a court under the first basketball ring there is.
void lay_court(const Timeline& timeline, GroundParams& ground) {
    if (ground.material.look.surface != Surface::kCourt) {
        return;
    }
    for (const BodyTrack& body : timeline.bodies) {
        if (body.entity < 0 || body.poses.empty() ||
            timeline.entities[static_cast<std::size_t>(body.entity)].kind != "basketball_hoop") {
            continue;
        }
        for (const Part& part : body.parts) {
            if (part.shape.kind != ShapeKind::kTorus) {
                continue;
            }
            const Pose& pose = body.poses.front();
            if (is_away(pose.position)) {
                continue;  // It comes in when the floor has its lines already.
            }
            const Vec3 ring = apply(pose, part.local.position);
            const Vec3 ahead = rotate(pose.rotation, {0, 0, 1});
            const Vec3 flat = normalize(Vec3{ahead.x, 0, ahead.z}, {0, 0, 1});
            ground.court_origin = {ring.x, ring.z};
            ground.court_ahead = {flat.x, flat.z};
            return;
        }
    }
}

float night_of(TimeOfDay time) {
    switch (time) {
        case TimeOfDay::kDay:
        case TimeOfDay::kGoldenHour:
            return 0.0F;
        case TimeOfDay::kDawn:
            return 0.3F;
        case TimeOfDay::kDusk:
            return 0.6F;
        case TimeOfDay::kNight:
            return 1.0F;
    }
    return 0.0F;
}

/// Colour of distant haze: the sky near the horizon.
Vec3 haze_of(TimeOfDay time) {
    switch (time) {
        case TimeOfDay::kDay:
            return {0.62F, 0.70F, 0.80F};
        case TimeOfDay::kDawn:
            return {0.55F, 0.50F, 0.52F};
        case TimeOfDay::kGoldenHour:
            return {0.72F, 0.54F, 0.38F};
        case TimeOfDay::kDusk:
            return {0.26F, 0.24F, 0.32F};
        case TimeOfDay::kNight:
            return {0.012F, 0.016F, 0.028F};
    }
    return {};
}

/// How much of the day is left in the air below closed clouds.
float light_below(Sky sky) {
    switch (sky) {
        case Sky::kStorm:
            return 0.35F;
        case Sky::kRain:
            return 0.7F;
        default:
            return 1.0F;
    }
}

/// Leaves or petals lie where trees stand.
void strew_leaves(const Timeline& timeline, GroundParams& ground) {
    const Season season = timeline.environment.season;
    const bool sheds = season == Season::kAutumn || season == Season::kSpring;
    if (timeline.environment.place->indoor || !sheds ||
        std::ranges::none_of(timeline.entities, [](const Entity& entity) {
            return sheds_leaves(entity.kind);
        })) {
        return;
    }
    Rng rng(7);
    ground.litter = season == Season::kAutumn ? 0.8F : 0.35F;
    for (Vec3& color : ground.litter_colors) {
        color = fallen_color(season, rng);
    }
}

/// Angular radius of the light: the sun's own, wider through haze and clouds, a window's indoors.
float sun_radius_of(const Environment& environment) {
    if (environment.place->indoor) {
        return 0.06F;
    }
    const float veil = clamp((environment.cloud - 0.35F) / 0.6F, 0.0F, 1.0F);
    return 0.007F + 0.13F * veil * veil;
}

}  // namespace

FrameCamera to_camera(const CameraPose& pose) {
    const Rotation r = to_rotation(pose.rotation);
    return {
        .position = pose.position,
        .right = r.x,
        .up = r.y,
        .forward = r.z * -1.0F,
        .tan_half_fov_y = std::tan(0.5F * pose.fov_y_rad),
    };
}

Composer::Composer(const Timeline& timeline, int fps) : timeline_(timeline), fps_(fps) {
    HIBARI_CHECK(fps > 0, fps);
    HIBARI_CHECK(timeline.environment.place != nullptr);
    HIBARI_CHECK(!timeline.camera.empty());
    collect_parts();
    collect_softs();
}

void Composer::collect_parts() {
    // Groups gather parts over the bodies of an entity; the place's own groups stay within a body.
    std::map<std::pair<int, int>, std::vector<PlacedPart>> grouped;
    for (std::size_t b = 0; b < timeline_.bodies.size(); ++b) {
        const BodyTrack& body = timeline_.bodies[b];
        HIBARI_CHECK(!body.poses.empty(), body.name);
        for (std::size_t k = 0; k < body.parts.size(); ++k) {
            const Part& part = body.parts[k];
            if (!part.visible) {
                continue;
            }
            Primitive probe{.shape = part.shape};
            set_bounds(probe);
            if (!(probe.bound_radius > 0.0F)) {
                continue;
            }
            MaterialParams material;
            material.look = part.material;
            material.seed = scatter(static_cast<std::uint32_t>(b * 64 + k + 1));
            material.half = probe.half_bounds;
            material.shape = part.shape.kind;
            const bool moves = part.form != nullptr && part.form->picture.has_face;
            material.face = part.material.surface == Surface::kFace || moves ? body.face : -1;
            if (part.form != nullptr) {
                material.picture = picture_of(*part.form);
                material.picture_origin = part.form_origin;
                material.picture_scale = part.form_scale;
            }
            material.link_position = part.local.position;
            material.link_rotation = to_rotation(part.local.rotation);
            const PlacedPart placed{
                .body = static_cast<int>(b),
                .part = static_cast<int>(k),
                .material = static_cast<int>(materials_.size()),
            };
            materials_.push_back(material);
            if (part.group == 0) {
                parts_.push_back(placed);
            } else {
                const int owner = body.entity >= 0 ? body.entity : -1 - static_cast<int>(b);
                grouped[{owner, part.group}].push_back(placed);
            }
        }
    }
    for (auto& [key, members] : grouped) {
        const int group = static_cast<int>(groups_.size());
        groups_.push_back({
            .first = static_cast<int>(parts_.size()),
            .count = static_cast<int>(members.size()),
        });
        for (PlacedPart& member : members) {
            member.group = group;
            parts_.push_back(member);
        }
    }
}

int Composer::picture_of(const LikenessForm& form) {
    const auto found = std::ranges::find(forms_, &form);
    if (found == forms_.end()) {
        forms_.push_back(&form);
        return static_cast<int>(forms_.size()) - 1;
    }
    return static_cast<int>(found - forms_.begin());
}

void Composer::collect_softs() {
    for (std::size_t i = 0; i < timeline_.softs.size(); ++i) {
        MaterialParams material;
        material.look = timeline_.softs[i].soft.material;
        material.seed = scatter(0x5F000000U + static_cast<std::uint32_t>(i));
        soft_materials_.push_back(static_cast<int>(materials_.size()));
        materials_.push_back(material);
    }
}

FrameScene Composer::compose(int frame) const {
    const double time_s = static_cast<double>(frame) / fps_;
    const int sample = timeline_.sample_of(time_s);
    const int previous = timeline_.sample_of(static_cast<double>(std::max(frame - 1, 0)) / fps_);
    FrameScene scene;
    const auto camera_at = [this](int at) {
        const std::size_t last = timeline_.camera.size() - 1;
        return to_camera(timeline_.camera[std::min(static_cast<std::size_t>(at), last)]);
    };
    scene.camera = camera_at(sample);
    scene.previous_camera = camera_at(previous);
    scene.materials = materials_;
    scene.groups = groups_;
    for (const FaceTrack& track : timeline_.faces) {
        FaceParams face;
        if (!track.poses.empty()) {
            face.pose =
                track.poses[std::min(static_cast<std::size_t>(sample), track.poses.size() - 1)];
        }
        face.skin = track.skin;
        face.iris = track.iris;
        face.hair = track.hair;
        face.lips = track.lips;
        face.beard = track.beard;
        face.age = track.age;
        scene.faces.push_back(face);
    }
    for (const LikenessForm* form : forms_) {
        scene.pictures.push_back(form->picture);
    }
    place_parts(sample, previous, scene);
    place_softs(sample, previous, scene);
    place_particles(time_s, scene);
    describe_air(time_s, scene);
    place_lights(scene);
    return scene;
}

void Composer::place_parts(int sample, int previous, FrameScene& scene) const {
    scene.primitives.reserve(parts_.size());
    for (const PlacedPart& placed : parts_) {
        const BodyTrack& body = timeline_.bodies[static_cast<std::size_t>(placed.body)];
        const Part& part = body.parts[static_cast<std::size_t>(placed.part)];
        const MaterialParams& material = materials_[static_cast<std::size_t>(placed.material)];
        const Pose& now = body.pose_at(sample);
        const Pose& before = body.pose_at(previous);
        const Rotation turn = to_rotation(now.rotation);
        const Rotation turn_before = to_rotation(before.rotation);
        Primitive p;
        p.shape = part.shape;
        p.position = now.position + apply(turn, part.local.position);
        p.rotation = compose_rotation(turn, material.link_rotation);
        p.previous_position = before.position + apply(turn_before, part.local.position);
        p.previous_rotation = compose_rotation(turn_before, material.link_rotation);
        set_bounds(p);
        p.material = placed.material;
        p.group = placed.group;
        p.blend = part.blend;
        p.body = static_cast<std::uint16_t>(placed.body + 1);
        p.entity = static_cast<std::uint16_t>(body.entity + 1);
        // Flames and lit glass throw light, not shadows.
        const Surface surface = part.material.surface;
        p.casts_shadow = surface != Surface::kFlame && surface != Surface::kGlow;
        scene.primitives.push_back(p);
    }
}

void Composer::place_softs(int sample, int previous, FrameScene& scene) const {
    for (std::size_t i = 0; i < timeline_.softs.size(); ++i) {
        const SoftTrack& track = timeline_.softs[i];
        const Soft& soft = track.soft;
        const std::size_t nodes = soft.nodes.size();
        if (nodes == 0 || track.positions.size() < nodes) {
            continue;
        }
        const std::size_t samples = track.positions.size() / nodes;
        const auto at_sample = [&](int s) {
            return track.positions.data() +
                   std::min(static_cast<std::size_t>(s), samples - 1) * nodes;
        };
        const Vec3* now = at_sample(sample);
        const Vec3* before = at_sample(previous);
        const auto entity = static_cast<std::uint16_t>(track.entity + 1);
        if (soft.triangles.empty()) {
            for (const auto& [a, b] : soft.edges) {
                const auto ia = static_cast<std::size_t>(a);
                const auto ib = static_cast<std::size_t>(b);
                scene.strands.push_back({
                    .a = now[ia],
                    .b = now[ib],
                    .previous_a = before[ia],
                    .previous_b = before[ib],
                    .radius = soft.strand_radius,
                    .material = soft_materials_[i],
                    .entity = entity,
                });
            }
            continue;
        }
        // Area-weighted normals smooth the facets.
        std::vector<Vec3> normals(nodes);
        for (const auto& [a, b, c] : soft.triangles) {
            const auto ia = static_cast<std::size_t>(a);
            const auto ib = static_cast<std::size_t>(b);
            const auto ic = static_cast<std::size_t>(c);
            const Vec3 area = cross(now[ib] - now[ia], now[ic] - now[ia]);
            normals[ia] += area;
            normals[ib] += area;
            normals[ic] += area;
        }
        for (const auto& corners : soft.triangles) {
            Triangle triangle;
            for (std::size_t k = 0; k < 3; ++k) {
                const auto node = static_cast<std::size_t>(corners[k]);
                triangle.vertex[k] = now[node];
                triangle.previous[k] = before[node];
                triangle.rest[k] = soft.nodes[node];
                triangle.normal[k] = normalize(normals[node], {0, 1, 0});
            }
            triangle.material = soft_materials_[i];
            triangle.entity = entity;
            scene.triangles.push_back(triangle);
        }
    }
}

void Composer::place_particles(double time_s, FrameScene& scene) const {
    const auto now = static_cast<float>(time_s);
    constexpr double kStep_s = 1.0 / 240.0;
    for (std::size_t i = 0; i < timeline_.particles.size(); ++i) {
        const Particle& p = timeline_.particles[i];
        if (p.born_s > now) {
            break;  // sorted by birth
        }
        const float age = now - p.born_s;
        if (age >= p.life_s) {
            continue;
        }
        ParticleSprite sprite;
        sprite.kind = p.kind;
        sprite.position =
            particle_position(p, timeline_.environment, timeline_.world_speed, time_s);
        const Vec3 next =
            particle_position(p, timeline_.environment, timeline_.world_speed, time_s + kStep_s);
        sprite.velocity = (next - sprite.position) * static_cast<float>(1.0 / kStep_s);
        sprite.radius = std::max(p.radius_m + p.growth * age, 1e-4F);
        sprite.color = p.color;
        sprite.age = age / p.life_s;
        sprite.seed = scatter(static_cast<std::uint32_t>(i) + 0x9E3779B9U);
        scene.particles.push_back(sprite);
    }
    for (const Ripple& ripple : timeline_.ripples) {
        constexpr float kLife_s = 8.0F;
        const float age = (now - ripple.born_s) * timeline_.world_speed;
        if (age >= 0.0F && age < kLife_s) {
            scene.ripples.push_back({ripple.center, age, ripple.amplitude_m, ripple.wavelength_m});
        }
    }
}

void Composer::light_from_glow(FrameScene& scene) const {
    // What glows lights its surroundings: one lamp per entity, at the middle of its light. Places
    // list their own lamps.
    struct Glow {
        Vec3 color{};
        Vec3 weighted{};
        float weight = 0.0F;
        float radius = 0.0F;
        bool flickers = false;
    };

    std::map<int, Glow> glows;
    for (const Primitive& p : scene.primitives) {
        const Material& look = scene.materials[static_cast<std::size_t>(p.material)].look;
        const bool flame = look.surface == Surface::kFlame;
        if (p.entity == 0 || is_away(p.position) || look.emission <= 0.0F ||
            !(flame || look.surface == Surface::kGlow)) {
            continue;
        }
        // A ball of radius r and radiance L gives irradiance pi L r^2 at one metre.
        const Vec3& h = p.half_bounds;
        const float section = (h.x * h.y + h.y * h.z + h.z * h.x) / 3.0F;
        // Fire is redder than its brightest core.
        const Vec3 hue = flame ? Vec3{1.0F, 0.56F, 0.22F} * luminance(look.base) : look.base;
        const Vec3 color = hue * (look.emission * section);
        const float weight = luminance(color);
        Glow& glow = glows[p.entity];
        glow.color += color;
        glow.weighted += p.position * weight;
        glow.weight += weight;
        glow.radius = std::max(glow.radius, std::sqrt(section));
        glow.flickers = glow.flickers || flame;
    }
    for (const auto& [entity, glow] : glows) {
        if (glow.weight < kLeastGlow) {
            continue;
        }
        FrameLamp lamp;
        lamp.position = glow.weighted * (1.0F / glow.weight);
        lamp.color = glow.color;
        lamp.radius = clamp(glow.radius, 0.02F, 0.5F);
        if (glow.flickers) {
            const float t = scene.surroundings.time_s + 3.7F * static_cast<float>(entity);
            const float waver = std::sin(t * 11.3F) + 0.7F * std::sin(t * 17.9F + 1.0F) +
                                0.5F * std::sin(t * 29.0F + 2.0F);
            lamp.color *= 1.0F + 0.09F * waver;
            lamp.position +=
                Vec3{std::sin(t * 7.1F), 0.6F * std::sin(t * 13.0F), std::cos(t * 8.3F)} * 0.02F;
        }
        scene.lamps.push_back(lamp);
    }
}

void Composer::place_lights(FrameScene& scene) const {
    for (const Lamp& lamp : timeline_.environment.lamps) {
        FrameLamp out;
        out.position = lamp.position;
        out.direction = normalize(lamp.direction, {0, -1, 0});
        out.color = lamp.color;
        out.cone_cos = lamp.cone_cos;
        out.radius = kLampRadius_m;
        scene.lamps.push_back(out);
    }
    light_from_glow(scene);
    // The lamps that light the stage most throw shadows.
    std::vector<std::size_t> order(scene.lamps.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    const auto power = [&](std::size_t i) {
        const FrameLamp& lamp = scene.lamps[i];
        return luminance(lamp.color) / (1.0F + length_squared(lamp.position));
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return power(a) > power(b);
    });
    for (std::size_t i = 0; i < order.size(); ++i) {
        scene.lamps[order[i]].shadows = i < static_cast<std::size_t>(kShadowLampsMost);
    }
}

void Composer::describe_air(double time_s, FrameScene& scene) const {
    const Environment& environment = timeline_.environment;
    const Place& place = *environment.place;
    const auto world_s = static_cast<float>(time_s * timeline_.world_speed);

    SkyParams& sky = scene.sky;
    sky.sun_direction = normalize(environment.sun_direction, {0, 1, 0});
    sky.sun_color = environment.sun_color;
    sky.time = environment.time;
    sky.weather = environment.sky;
    sky.cloud = environment.cloud;
    sky.tint = place.sky_tint;
    sky.stars = place.stars;
    sky.planet_toward = place.planet_toward;
    sky.planet_radius = place.planet_radius;
    sky.indoor = place.indoor;
    sky.fog_per_m = environment.fog_per_m;
    sky.fog_clear_m = environment.fog_clear_m;
    const float veil = clamp(environment.cloud, 0.0F, 1.0F);
    const Vec3 haze = haze_of(environment.time) * light_below(environment.sky);
    const float grey = luminance(haze);
    sky.fog_color = lerp(haze, Vec3{grey, grey, grey} * 0.9F, 0.8F * veil) * place.sky_tint;
    sky.wind_mps = environment.wind_mps;
    sky.time_s = world_s;
    for (const Event& event : timeline_.events) {
        const double since = time_s - event.time_s;
        if (event.kind == EventKind::kLightning && since >= 0.0 && since < kFlash_s) {
            // Two or three return strokes within the flash.
            const auto x = static_cast<float>(since / kFlash_s);
            const float strokes = 0.55F + 0.45F * std::cos(x * 6.0F * kPi);
            sky.lightning = std::max(sky.lightning, (1.0F - x) * strokes * event.strength);
        }
    }
    scene.sun_radius_rad = sun_radius_of(environment);

    scene.ground.terrain = environment.terrain;
    scene.ground.material.look = ground_in(environment.season, place.ground_material);
    scene.ground.material.seed = 1;
    scene.ground.substance = place.ground;
    lay_court(timeline_, scene.ground);
    strew_leaves(timeline_, scene.ground);
    scene.ground.wetness = place.indoor ? 0.0F : environment.rain;
    scene.ground.snow = place.indoor ? 0.0F : environment.snow;
    scene.water = environment.water;
    if (!place.indoor) {
        scene.precipitation = {environment.rain, environment.snow, environment.wind_mps, world_s};
    }
    scene.surroundings = {
        .time_s = world_s,
        .night = night_of(environment.time),
        .wetness = scene.ground.wetness,
        .snow = scene.ground.snow,
    };
}

}  // namespace hibari::world
