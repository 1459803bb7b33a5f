// Looks at the sample scenes: `render_preview <scene> <width> <height> <out.ppm>
// [draft|standard|high]`. The tone curve is a plain one; the finished looks are the developer's.
#include "world/render/renderer.h"
#include "world/render/sample_scenes.h"
#include "world/things/catalogue.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

namespace {

using namespace hibari::world;

bool is_sample(const std::string& name) {
    return name == "basketball" || name == "shapes" || name == "figure" || name == "busy" ||
           name == "shore";
}

FrameScene sample_called(const std::string& name) {
    if (name == "basketball") {
        return basketball_scene();
    }
    if (name == "shapes") {
        return shapes_scene();
    }
    if (name == "shore") {
        return shore_scene();
    }
    return name == "figure" ? figure_scene() : busy_scene(300);
}

void add_thing(Timeline& timeline, const Thing& thing, float x) {
    Entity entity;
    entity.id = std::string(thing.name);
    entity.kind = entity.id;
    const Blueprint blueprint = thing.build(entity, hibari::Rng(11));
    const int index = static_cast<int>(timeline.entities.size());
    for (std::size_t i = 0; i < blueprint.links.size(); ++i) {
        const Link& link = blueprint.links[i];
        BodyTrack body;
        body.name = link.name;
        body.entity = index;
        body.link = static_cast<int>(i);
        body.parts = link.parts;
        body.poses = {{link.rest.position + hibari::Vec3{x, 0, 0}, link.rest.rotation}};
        for (const Part& part : link.parts) {
            if (part.material.surface == Surface::kFace && body.face < 0) {
                body.face = static_cast<int>(timeline.faces.size());
                FaceTrack face;
                face.skin = part.material.base;
                face.poses = {{}};
                timeline.faces.push_back(face);
            }
        }
        timeline.bodies.push_back(body);
    }
    for (const Soft& soft : blueprint.softs) {
        SoftTrack track{.entity = index, .soft = soft, .positions = soft.nodes};
        for (hibari::Vec3& node : track.positions) {
            node.x += x;
        }
        timeline.softs.push_back(track);
    }
    timeline.entities.push_back(entity);
}

/// A still timeline: the place with the things in a row.
Timeline still(const std::string& name, const std::vector<std::string>& words) {
    const std::size_t colon = name.find(':');
    const Place* place = find_place(name.substr(0, colon));
    if (place == nullptr) {
        std::fprintf(stderr, "no such place\n");
        std::exit(2);
    }
    Timeline timeline;
    timeline.sample_count = 1;
    Environment& environment = timeline.environment;
    environment.place = place;
    environment.terrain = place->terrain;
    environment.water = place->water;
    environment.sun_direction = hibari::normalize(hibari::Vec3{0.55F, 0.65F, 0.5F});
    environment.sun_color = {0.95F, 0.9F, 0.82F};
    for (const std::string& word : words) {
        if (word == "golden") {
            environment.time = TimeOfDay::kGoldenHour;
            environment.sun_direction = hibari::normalize(hibari::Vec3{0.8F, 0.2F, 0.35F});
            environment.sun_color = {0.95F, 0.6F, 0.32F};
        } else if (word == "night") {
            environment.time = TimeOfDay::kNight;
            environment.sun_color = {0.012F, 0.015F, 0.022F};
        } else if (word == "cloudy") {
            environment.sky = Sky::kCloudy;
            environment.cloud = 0.9F;
            environment.sun_color = environment.sun_color * 0.25F;
        } else if (word == "fog") {
            environment.sky = Sky::kFog;
            environment.fog_per_m = 0.05F;
        } else if (word == "rain" || word == "snow") {
            environment.sky = word == "rain" ? Sky::kRain : Sky::kSnow;
            (word == "rain" ? environment.rain : environment.snow) = 0.8F;
            environment.cloud = 1.0F;
            environment.sun_color = environment.sun_color * 0.2F;
        }
    }
    if (place->indoor) {
        environment.sun_color = {};
    }
    for (const Lamp& lamp : place->lamps) {
        if (!lamp.night_only || environment.time == TimeOfDay::kNight) {
            environment.lamps.push_back(lamp);
        }
    }
    BodyTrack walls;
    walls.name = "place";
    walls.parts = place->fixed_parts;
    walls.poses = {{}};
    timeline.bodies.push_back(walls);
    for (const Backdrop& backdrop : place->backdrop) {
        const Thing* thing = find_thing(backdrop.kind);
        if (thing == nullptr) {
            continue;
        }
        Entity entity;
        entity.kind = std::string(backdrop.kind);
        entity.scale = backdrop.scale;
        const Blueprint blueprint = thing->build(entity, hibari::Rng(timeline.bodies.size()));
        for (const Link& link : blueprint.links) {
            BodyTrack body;
            body.entity = static_cast<int>(timeline.entities.size());
            body.parts = link.parts;
            const float c = std::cos(0.5F * backdrop.yaw_rad);
            const hibari::Quat yaw{0, std::sin(0.5F * backdrop.yaw_rad), 0, c};
            body.poses = {
                {backdrop.position + hibari::rotate(yaw, link.rest.position),
                 yaw * link.rest.rotation}
            };
            timeline.bodies.push_back(body);
        }
        timeline.entities.push_back(entity);
    }
    if (colon != std::string::npos) {
        std::vector<const Thing*> things;
        std::string rest = name.substr(colon + 1) + ",";
        float total = 0.0F;
        for (std::size_t at = 0; (at = rest.find(',')) != std::string::npos;
             rest.erase(0, at + 1)) {
            const Thing* thing = find_thing(rest.substr(0, at));
            if (thing != nullptr) {
                things.push_back(thing);
                total += thing->usual_size.x + 0.3F;
            }
        }
        float x = -0.5F * total;
        for (const Thing* thing : things) {
            add_thing(timeline, *thing, x + 0.5F * (thing->usual_size.x + 0.3F));
            x += thing->usual_size.x + 0.3F;
        }
    }
    CameraPose camera;
    camera.position = {0.0F, 1.5F, 5.0F};
    camera.fov_y_rad = 0.6F;
    hibari::Vec3 target{0.0F, 1.0F, 0.0F};
    for (const std::string& word : words) {
        hibari::Vec3 v{};
        if (std::sscanf(word.c_str(), "eye=%f,%f,%f", &v.x, &v.y, &v.z) == 3) {
            camera.position = v;
        } else if (std::sscanf(word.c_str(), "at=%f,%f,%f", &v.x, &v.y, &v.z) == 3) {
            target = v;
        } else if (std::sscanf(word.c_str(), "fov=%f", &v.x) == 1) {
            camera.fov_y_rad = v.x;
        }
    }
    const hibari::Vec3 to = target - camera.position;
    const float yaw = std::atan2(-to.x, -to.z);
    const float pitch = std::atan2(to.y, std::hypot(to.x, to.z));
    camera.rotation = hibari::Quat{0, std::sin(0.5F * yaw), 0, std::cos(0.5F * yaw)} *
                      hibari::Quat{std::sin(0.5F * pitch), 0, 0, std::cos(0.5F * pitch)};
    timeline.camera = {camera};
    return timeline;
}

unsigned char display(float value) {
    const float v = value > 0.0F ? value : 0.0F;
    const float curve = v * (2.51F * v + 0.03F) / (v * (2.43F * v + 0.59F) + 0.14F);
    const float clipped = curve > 1.0F ? 1.0F : curve;
    return static_cast<unsigned char>(std::pow(clipped, 1.0F / 2.2F) * 255.0F + 0.5F);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 5) {
        std::fprintf(stderr, "render_preview <scene> <width> <height> <out.ppm> [quality]\n");
        return 2;
    }
    const std::vector<std::string> words(argv + 5, argv + argc);
    RenderOptions options;
    options.width = std::atoi(argv[2]);
    options.height = std::atoi(argv[3]);
    for (const std::string& word : words) {
        if (word == "draft") {
            options.quality = Quality::kDraft;
        } else if (word == "high") {
            options.quality = Quality::kHigh;
        }
    }
    GBuffer buffer;
    const auto start = std::chrono::steady_clock::now();
    if (is_sample(argv[1])) {
        Caster caster({.width = options.width, .height = options.height, .quality = options.quality}
        );
        if (!caster.cast(sample_called(argv[1]), buffer)) {
            return 1;
        }
    } else {
        const Timeline timeline = still(argv[1], words);
        auto renderer = Renderer::create(timeline, options);
        if (!renderer || !(*renderer)->trace(0, buffer)) {
            return 1;
        }
        // The first frame pays for the memory; the second tells what a frame costs.
        const std::clock_t again = std::clock();
        if (!(*renderer)->trace(0, buffer)) {
            return 1;
        }
        const double cpu_s = static_cast<double>(std::clock() - again) / CLOCKS_PER_SEC;
        std::printf("second frame: %.0f ms of processor time\n", cpu_s * 1e3);
        std::printf(
            "exposure %.2f, bodies %zu\n",
            static_cast<double>((*renderer)->exposure()),
            timeline.bodies.size()
        );
    }
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    std::printf("%.1f ms\n", took.count());
    std::ofstream out(argv[4], std::ios::binary);
    out << "P6\n" << buffer.width << ' ' << buffer.height << "\n255\n";
    for (const hibari::Vec3& c : buffer.color) {
        const unsigned char rgb[3] = {
            display(c.x * 0.8F), display(c.y * 0.8F), display(c.z * 0.8F)
        };
        out.write(reinterpret_cast<const char*>(rgb), 3);
    }
    return out ? 0 : 1;
}
