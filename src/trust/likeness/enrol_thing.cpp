#include "base/check.h"
#include "trust/likeness/cut_out.h"
#include "trust/likeness/enrol.h"
#include "trust/likeness/people_search.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace hibari::trust {
namespace {

constexpr int kThingSide = 720;
constexpr std::size_t kThingViews = 4;

Error thing_error(std::string reason, std::string message, std::string hint) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .hint = std::move(hint),
        .reason = std::move(reason)
    };
}

// How sharp a picture is: the mean step between neighbours.
double sharpness(const media::Frame& frame) {
    double sum = 0.0;
    for (int y = 0; y < frame.height(); y += 2) {
        const auto row = frame.row(y);
        for (std::size_t i = 1; i + 3 < row.size(); i += 3) {
            sum += std::abs(static_cast<int>(row[i + 3]) - static_cast<int>(row[i]));
        }
    }
    return sum;
}

// The sharpest picture of each of some equal parts, the sharpest of all first.
std::vector<std::int64_t> choose_pictures(const Recording& recording) {
    std::vector<std::pair<double, std::int64_t>> best(kThingViews, {-1.0, 0});
    const std::size_t count = recording.frames.size();
    for (std::size_t i = 0; i < count; ++i) {
        auto& part = best[i * kThingViews / count];
        const double now = sharpness(recording.frames[i]);
        if (now > part.first) {
            part = {now, static_cast<std::int64_t>(i)};
        }
    }
    std::sort(best.rbegin(), best.rend());
    std::vector<std::int64_t> chosen;
    for (const auto& [sharp, number] : best) {
        chosen.push_back(number);
    }
    return chosen;
}

}  // namespace

Result<void> refuse_people(const Recording& recording) {
    PeopleSearch people = HIBARI_TRY(PeopleSearch::create(Looks::kAgain));
    const auto step =
        static_cast<std::size_t>(std::max(1L, std::lround(recording.fps / kPeopleLooksPerSecond)));
    for (std::size_t i = 0; i < recording.frames.size(); i += step) {
        if (people.look(recording.frames[i])) {
            return fail(thing_error(
                "person_in_clip",
                "there is a person's face in the clip",
                "a person's likeness is recorded by that person, at /v1/likenesses; show the pet "
                "or the thing alone"
            ));
        }
    }
    return {};
}

Result<likeness::LikenessPack> enrol_thing(const ClipSource& source, const ThingDetails& details) {
    HIBARI_CHECK(details.kind != likeness::PackKind::kPerson);
    const Recording recording = HIBARI_TRY(read_recording(source));
    // Before its length: a short clip of a face is a face too.
    HIBARI_TRY(refuse_people(recording));
    if (recording.duration_s() < kThingSecondsMin) {
        return fail(thing_error(
            "too_short",
            "the clip is shorter than three seconds",
            "show it for three to ten seconds"
        ));
    }
    const std::vector<std::int64_t> chosen = choose_pictures(recording);
    std::vector<std::int64_t> wanted = chosen;
    std::sort(wanted.begin(), wanted.end());
    const std::vector<media::Frame> frames = HIBARI_TRY(read_frames(source, wanted, kThingSide));
    likeness::LikenessPack pack;
    pack.kind = details.kind;
    pack.name = details.name;
    for (const std::int64_t number : chosen) {
        const auto at = std::lower_bound(wanted.begin(), wanted.end(), number) - wanted.begin();
        if (auto view = cut_out_thing(frames[static_cast<std::size_t>(at)])) {
            pack.views.push_back(std::move(*view));
        }
    }
    if (pack.views.empty()) {
        return fail(thing_error(
            "nothing_seen",
            "nothing in the clip stands out from what is around it",
            "hold the camera still, with the pet or thing in the middle before a plain background"
        ));
    }
    const std::vector<likeness::Color> colors = main_colors(pack.views.front(), 3);
    if (colors.size() >= 2) {
        pack.colors.top = colors[0];
        pack.colors.bottom = colors[1];
    }
    HIBARI_TRY(likeness::check_pack(pack));
    return pack;
}

}  // namespace hibari::trust
