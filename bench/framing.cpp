// Measures the framing of every prompt of a showcase file: `framing FILE WIDTH HEIGHT`.
//
// One row per shot and acting entity: share of the picture's height and larger side that it
// covers, share of the time in the picture, seen, and how much of it is cut off; per shot the room
// around the lens and the worst jolt. Worst rows first.
#include "world/director/direct.h"
#include "world/physics/camera/shot_view.h"
#include "world/physics/simulate.h"
#include "world/sound/speech.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace {

using namespace hibari;
using namespace hibari::world;

struct Row {
    std::string shot;
    std::string entity;
    SubjectView view;
    float room_m = 0.0F;
    float jolt = 0.0F;
};

/// Who and what the shot is about, by its script.
std::vector<int> acting(const Shot& shot, const Timeline& timeline) {
    std::vector<int> found;
    const auto add = [&](const std::string& id) {
        for (std::size_t i = 0; i < shot.entities.size(); ++i) {
            const int entity = static_cast<int>(i);
            if (timeline.entities[i].id == id &&
                std::find(found.begin(), found.end(), entity) == found.end()) {
                found.push_back(entity);
            }
        }
    };
    for (const Action& action : shot.actions) {
        add(action.subject);
        add(action.object);
        add(action.target);
    }
    for (const SpokenLine& line : shot.lines) {
        add(line.speaker);
    }
    if (found.empty() && !shot.entities.empty()) {
        found.push_back(0);
    }
    return found;
}

Result<void> measure(
    const std::string& name, const std::string& prompt, float aspect, std::vector<Row>& rows
) {
    const Directed directed = HIBARI_TRY(direct(prompt, {.seed = 1}));
    const bool bars = directed.script.style == Style::kCinematic;
    const ViewFrame frame{aspect, bars ? std::max(aspect, 2.39F) : aspect};
    int number = 0;
    for (const Shot& shot : directed.script.shots) {
        const Speech speech = HIBARI_TRY(speak(shot, {.seed = 1}));
        const Timeline timeline = HIBARI_TRY(simulate(
            shot,
            {.seed = 1,
             .aspect = aspect,
             .style = directed.script.style,
             .utterances = speech.utterances}
        ));
        const ShotView view = view_of(timeline, acting(shot, timeline), frame);
        const std::string label = name + "/" + std::to_string(++number);
        for (const SubjectView& subject : view.subjects) {
            rows.push_back(
                {label,
                 timeline.entities[static_cast<std::size_t>(subject.entity)].id,
                 subject,
                 view.nearest_solid_m,
                 view.jolt}
            );
        }
    }
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fprintf(stderr, "usage: framing FILE WIDTH HEIGHT\n");
        return 2;
    }
    std::ifstream file(argv[1]);
    const auto aspect = static_cast<float>(std::atof(argv[2]) / std::atof(argv[3]));
    std::vector<Row> rows;
    std::string name;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("name: ")) {
            name = line.substr(6);
        } else if (line.starts_with("prompt: ")) {
            if (const Result<void> done = measure(name, line.substr(8), aspect, rows); !done) {
                std::fprintf(stderr, "%s: %s\n", name.c_str(), done.error().message.c_str());
            }
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& l, const Row& r) {
        return l.view.seen < r.view.seen;
    });
    std::printf("height   size inside   seen    cut   room   jolt\n");
    for (const Row& row : rows) {
        std::printf(
            "%6.2f %6.2f %6.2f %6.2f %6.2f %6.2f %6.1f  %s %s\n",
            static_cast<double>(row.view.height),
            static_cast<double>(row.view.size),
            static_cast<double>(row.view.inside),
            static_cast<double>(row.view.seen),
            static_cast<double>(row.view.cut),
            static_cast<double>(row.room_m),
            static_cast<double>(row.jolt),
            row.shot.c_str(),
            row.entity.c_str()
        );
    }
    return 0;
}
