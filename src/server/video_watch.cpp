#include "server/video_watch.h"

#include "base/json.h"
#include "base/text.h"
#include "base/threads.h"
#include "server/video_json.h"

#include <algorithm>
#include <utility>

namespace hibari::server {
namespace {

using domain::VideoStatus;

constexpr std::chrono::milliseconds kLookEvery{1000};
// Without any news at all a listener's video is looked at so often.
constexpr int kLooksBetweenSweeps = 15;

bool has_ended(const domain::Video& video) {
    return video.status == VideoStatus::kCompleted || video.status == VideoStatus::kFailed;
}

/// "video.<id>.<what>" taken apart.
std::pair<std::string, std::string> parts_of(std::string_view subject) {
    const auto words = split(subject, '.');
    if (words.size() != 3) {
        return {};
    }
    return {std::string(words[1]), std::string(words[2])};
}

Json progress_json(const domain::VideoPlace& place) {
    const bool queued = place.video.status == VideoStatus::kQueued;
    return Json::object({
        {"type", queued ? "video.queued" : "video.progress"},
        {"id", place.video.id},
        {"status", to_string(place.video.status)},
        {"progress", place.video.progress},
        {"stage", nullptr},
        {"step", 0},
        {"steps", 0},
        {"queue", queue_json(place)},
    });
}

}  // namespace

Result<std::unique_ptr<VideoWatch>> VideoWatch::start(
    domain::Videos& videos, store::Events& events
) {
    std::unique_ptr<VideoWatch> watch(new VideoWatch(videos));
    VideoWatch* self = watch.get();
    watch->subscription_ = HIBARI_TRY(events.subscribe(
        "video.*.*",
        {.on_event = [self](const store::Event& event) { self->hear(event); },
         .on_lost =
             [self](std::uint64_t /*count*/) {
                 const std::scoped_lock lock(self->mutex_);
                 self->lost_ = true;
             }}
    ));
    watch->looker_ = std::jthread([self](const std::stop_token& ended) { self->look(ended); });
    return watch;
}

VideoWatch::~VideoWatch() {
    subscription_.reset();
    looker_.request_stop();
    if (looker_.joinable()) {
        looker_.join();
    }
    for (const auto& [id, listener] : listeners_) {
        listener->stream->close();
    }
}

void VideoWatch::hear(const store::Event& event) {
    const auto [id, what] = parts_of(event.subject);
    if (what == "progress") {
        return hear_progress(id, event.payload);
    }
    std::vector<std::shared_ptr<net::EventStream>> streams;
    {
        const std::scoped_lock lock(mutex_);
        if (what == "ended") {
            ++ends_;
            due_.push_back(id);
            changed_.notify_all();
            return;
        }
        const auto [first, last] = listeners_.equal_range(id);
        for (auto at = first; at != last; ++at) {
            if (at->second->previews) {
                streams.push_back(at->second->stream);
            }
        }
    }
    if (!streams.empty() && what == "preview") {
        const auto said = parse_json(event.payload);
        const Json* time = said && said->is_object() ? said->find("time") : nullptr;
        const Json* image = said && said->is_object() ? said->find("image") : nullptr;
        if (time == nullptr || image == nullptr || !image->is_string()) {
            return;
        }
        const Json news = Json::object({
            {"type", "video.preview"},
            {"id", id},
            {"time", *time},
            {"image", "data:image/jpeg;base64," + image->as_string()},
        });
        const std::string text = to_string(news);
        for (const auto& stream : streams) {
            stream->send("video.preview", text);
        }
    }
}

void VideoWatch::hear_progress(const std::string& id, std::string_view payload) {
    const auto said = parse_json(payload);
    const Json* progress = said ? said->find("progress") : nullptr;
    if (progress == nullptr || !progress->is_integer()) {
        return;
    }
    std::vector<std::shared_ptr<net::EventStream>> streams;
    {
        const std::scoped_lock lock(mutex_);
        const auto [first, last] = listeners_.equal_range(id);
        for (auto at = first; at != last; ++at) {
            if (progress->as_integer() >= at->second->progress) {
                at->second->progress = progress->as_integer();
                streams.push_back(at->second->stream);
            }
        }
    }
    if (streams.empty()) {
        return;
    }
    Json news = Json::object(
        {{"type", "video.progress"},
         {"id", id},
         {"status", "in_progress"},
         {"progress", 0},
         {"stage", nullptr},
         {"step", 0},
         {"steps", 0},
         {"queue", nullptr}}
    );
    for (const char* field : {"progress", "stage", "step", "steps"}) {
        if (const Json* value = said->find(field)) {
            news.set(field, *value);
        }
    }
    const std::string text = to_string(news);
    for (const auto& stream : streams) {
        stream->send("video.progress", text);
    }
}

Result<std::shared_ptr<net::EventStream>> VideoWatch::follow(
    const domain::Principal& who, std::string_view id, bool previews
) {
    // Fails for what is not theirs before anything is promised.
    HIBARI_TRY(videos_.find(who, id));
    auto listener = std::make_shared<Listener>(Listener{
        .stream = std::make_shared<net::EventStream>(), .who = who, .previews = previews, .told = {}
    });
    {
        const std::scoped_lock lock(mutex_);
        listeners_.emplace(std::string(id), listener);
    }
    // Registered first: whatever happens from here on is heard, and the state is told once more.
    tell_state(std::string(id));
    return listener->stream;
}

void VideoWatch::tell_state(const std::string& id) {
    std::vector<std::shared_ptr<Listener>> listeners;
    {
        const std::scoped_lock lock(mutex_);
        const auto [first, last] = listeners_.equal_range(id);
        for (auto at = first; at != last; ++at) {
            listeners.push_back(at->second);
        }
    }
    for (const auto& listener : listeners) {
        const auto place = videos_.place(listener->who, id);
        if (!place) {
            listener->stream->close();  // It was deleted, or the account suspended.
            continue;
        }
        if (has_ended(place->video)) {
            const std::string type = "video." + std::string(to_string(place->video.status));
            const Json news =
                Json::object({{"type", type}, {"id", id}, {"video", video_json(place->video)}});
            listener->stream->send(type, to_string(news));
            listener->stream->close();
            continue;
        }
        const Json news = progress_json(*place);
        std::string text = to_string(news);
        const std::scoped_lock lock(mutex_);
        if (place->video.status == VideoStatus::kQueued) {
            listener->progress = 0;  // From the beginning, perhaps again.
        }
        if (text != listener->told && place->video.progress >= listener->progress) {
            listener->progress = place->video.progress;
            listener->stream->send(news.at("type").as_string(), text);
            listener->told = std::move(text);
        }
    }
    forget_closed();
}

void VideoWatch::forget_closed() {
    const std::scoped_lock lock(mutex_);
    std::erase_if(listeners_, [](const auto& entry) { return entry.second->stream->is_closed(); });
}

void VideoWatch::look(const std::stop_token& ended) {
    name_this_thread("watch");
    int looks = 0;
    while (!ended.stop_requested()) {
        std::vector<std::string> ids;
        {
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, ended, kLookEvery, [this] { return !due_.empty(); });
            ids = std::exchange(due_, {});
            if (std::exchange(lost_, false) || ++looks % kLooksBetweenSweeps == 0) {
                ids.clear();
                for (auto at = listeners_.begin(); at != listeners_.end();
                     at = listeners_.upper_bound(at->first)) {
                    ids.push_back(at->first);
                }
            }
        }
        for (const std::string& id : ids) {
            tell_state(id);
        }
    }
}

void VideoWatch::wait_for_end(
    const domain::Principal& who,
    std::string_view id,
    std::chrono::milliseconds patience,
    std::stop_token stop
) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!stop.stop_requested() && std::chrono::steady_clock::now() < until) {
        std::uint64_t seen = 0;
        {
            const std::scoped_lock lock(mutex_);
            seen = ends_;
        }
        const auto video = videos_.find(who, id);
        if (!video || has_ended(*video)) {
            return;
        }
        std::unique_lock lock(mutex_);
        const auto next = std::min(until, std::chrono::steady_clock::now() + kLookEvery);
        changed_.wait_until(lock, stop, next, [&] { return ends_ != seen; });
    }
}

std::size_t VideoWatch::listeners() const {
    const std::scoped_lock lock(mutex_);
    return listeners_.size();
}

}  // namespace hibari::server
