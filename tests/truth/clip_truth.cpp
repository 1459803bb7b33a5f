#include "truth/clip_truth.h"

#include "base/check.h"
#include "base/files.h"
#include "media/image.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <sys/wait.h>

namespace hibari::truth {
namespace {

namespace fs = std::filesystem;

float number(const Json& json) {
    return static_cast<float>(json.as_number());
}

int integer(const Json& json) {
    return static_cast<int>(json.as_integer());
}

Vec3 vector(const Json& json) {
    return {number(json.at(0)), number(json.at(1)), number(json.at(2))};
}

Quat turn(const Json& json) {
    return {number(json.at(0)), number(json.at(1)), number(json.at(2)), number(json.at(3))};
}

Json parse(const std::string& text) {
    Result<Json> json = parse_json(text);
    HIBARI_CHECK(json.has_value(), text.substr(0, 80));
    return std::move(*json);
}

std::string contents(const fs::path& path) {
    Result<std::string> text = read_file(path, std::size_t{64} << 20U);
    HIBARI_CHECK(text.has_value(), path.string());
    return std::move(*text);
}

Solid solid_of(const Json& json) {
    return {
        .shape = json.at("shape").as_string(),
        .local = {vector(json.at("position")), turn(json.at("rotation"))},
        .half = vector(json.at("half")),
        .radius = number(json.at("radius")),
        .radius_top = number(json.at("radius_top")),
        .rounding = number(json.at("rounding")),
    };
}

Body body_of(const Json& json, const Json& entities) {
    Body body{.name = json.at("name").as_string(), .entity = integer(json.at("entity"))};
    if (body.entity >= 0) {
        body.kind = entities.at(static_cast<std::size_t>(body.entity)).at("kind").as_string();
    }
    body.mass_kg = number(json.at("mass_kg"));
    body.restitution = number(json.at("restitution"));
    for (const Json& solid : json.at("solids").items()) {
        body.solids.push_back(solid_of(solid));
    }
    if (!json.at("moves").as_bool()) {
        body.poses.push_back({vector(json.at("position")), turn(json.at("rotation"))});
    }
    return body;
}

void read_poses(const fs::path& path, ClipTruth& truth) {
    std::ifstream lines(path);
    for (std::string line; std::getline(lines, line); ++truth.sample_count) {
        const Json sample = parse(line);
        for (const Json& pose : sample.at("bodies").items()) {
            Body& body = truth.bodies.at(static_cast<std::size_t>(integer(pose.at(0))));
            body.poses.push_back(
                {{number(pose.at(1)), number(pose.at(2)), number(pose.at(3))},
                 {number(pose.at(4)), number(pose.at(5)), number(pose.at(6)), number(pose.at(7))}}
            );
        }
    }
}

}  // namespace

const Pose& Body::at(int sample) const {
    return moves() ? poses.at(static_cast<std::size_t>(sample)) : poses.front();
}

int ClipTruth::body_of(const std::string& kind) const {
    const auto found = std::ranges::find(bodies, kind, &Body::kind);
    HIBARI_CHECK(found != bodies.end(), kind);
    return static_cast<int>(found - bodies.begin());
}

bool ClipTruth::has_event(const std::string& kind) const {
    return std::ranges::find(events, kind, &Event::kind) != events.end();
}

double ClipTruth::event_time_s(const std::string& kind) const {
    const auto found = std::ranges::find(events, kind, &Event::kind);
    HIBARI_CHECK(found != events.end(), kind);
    return found->time_s;
}

Vec3 ClipTruth::velocity(int body, int sample) const {
    const Body& track = bodies.at(static_cast<std::size_t>(body));
    return (track.at(sample + 1).position - track.at(sample - 1).position) *
           (0.5F * static_cast<float>(sample_rate_hz));
}

Vec3 ClipTruth::acceleration(int body, int sample) const {
    const Body& track = bodies.at(static_cast<std::size_t>(body));
    const auto rate = static_cast<float>(sample_rate_hz);
    return (track.at(sample + 1).position - track.at(sample).position * 2.0F +
            track.at(sample - 1).position) *
           (rate * rate);
}

ClipTruth read_truth(const fs::path& folder) {
    const Json clip = parse(contents(folder / "truth.json"));
    const Json& shot = clip.at("shots").at(0);
    ClipTruth truth{
        .folder = folder,
        .fps = integer(clip.at("fps")),
        .frame_count = integer(clip.at("frame_count")),
        .sample_rate_hz = integer(clip.at("sample_rate_hz")),
        .gravity_mps2 = number(shot.at("gravity_mps2")),
        .ground_restitution = number(shot.at("ground_restitution")),
    };
    for (const Json& body : shot.at("bodies").items()) {
        truth.bodies.push_back(body_of(body, shot.at("entities")));
    }
    for (const Json& contact : shot.at("contacts").items()) {
        truth.contacts.push_back({
            .time_s = contact.at("time_s").as_number(),
            .kind = contact.at("kind").as_string(),
            .a = integer(contact.at("body_a")),
            .b = integer(contact.at("body_b")),
            .impulse_ns = number(contact.at("impulse_ns")),
            .speed_mps = number(contact.at("speed_mps")),
        });
    }
    for (const Json& event : shot.at("events").items()) {
        truth.events.push_back({event.at("time_s").as_number(), event.at("kind").as_string()});
    }
    read_poses(folder / "samples.jsonl", truth);
    return truth;
}

ClipTruth make_clip_truth(const std::string& name, const std::string& what, int seed) {
    // Tests lie beside the program.
    const fs::path program = fs::read_symlink("/proc/self/exe").parent_path() / "hibari";
    const fs::path folder = fs::temp_directory_path() / ("hibari_truth_" + name);
    fs::remove_all(folder);
    fs::create_directories(folder);
    std::string command = "'" + program.string() + "' generate";
    if (what.starts_with('{')) {
        HIBARI_CHECK(write_file(folder / "script.json", what, Existing::kReplace).has_value());
        command += " --from-script '" + (folder / "script.json").string() + "'";
    } else {
        command += " \"" + what + "\"";
    }
    command += " --size 96x64 --quality draft --seed " + std::to_string(seed) + " --truth '" +
               (folder / "truth").string() + "' -o '" + (folder / "clip.mp4").string() +
               "' >/dev/null 2>&1";
    const int status = std::system(command.c_str());
    HIBARI_CHECK(WEXITSTATUS(status) == 0, command);
    return read_truth(folder / "truth");
}

std::vector<int> visible_pixels(const ClipTruth& truth, int entity) {
    std::vector<int> counts;
    for (int frame = 0; frame < truth.frame_count; ++frame) {
        std::array<char, 16> name{};
        std::snprintf(name.data(), name.size(), "%06d.png", frame);
        const auto mask = media::decode_png_grey16(contents(truth.folder / "mask" / name.data()));
        HIBARI_CHECK(mask.has_value(), frame);
        counts.push_back(static_cast<int>(std::ranges::count(*mask, entity + 1)));
    }
    return counts;
}

}  // namespace hibari::truth
