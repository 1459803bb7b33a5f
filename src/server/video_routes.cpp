// /v1/videos: asking for clips, following them, fetching them.

#include "base/check.h"
#include "server/clip_reply.h"
#include "server/error_reply.h"
#include "server/held_handlers.h"
#include "server/json_reply.h"
#include "server/routes.h"
#include "server/video_json.h"
#include "server/video_request.h"
#include "server/video_watch.h"

#include <algorithm>
#include <chrono>

namespace hibari::server {
namespace {

using domain::Video;
using domain::VideoStatus;

// Uploads of a clip to edit or a picture to begin with.
constexpr std::size_t kBodyBytesMax = 512U << 20U;
constexpr std::chrono::milliseconds kPollAtLeast{500};
constexpr std::chrono::milliseconds kPollAtMost{10'000};

/// When asking again is worth it: soon for what is nearly done, later for what waits.
std::chrono::milliseconds poll_after(const domain::VideoPlace& place, const Clock& clock) {
    const auto now = std::chrono::time_point_cast<std::chrono::microseconds>(clock.wall_time());
    std::chrono::microseconds left = kPollAtLeast;
    if (place.starts_at && *place.starts_at > now) {
        left = (*place.starts_at - now) / 2;
    } else if (place.video.status == VideoStatus::kInProgress && place.video.progress > 0 &&
               place.video.started_at_us) {
        const auto ran = now - store::from_column(*place.video.started_at_us);
        left = ran * (100 - place.video.progress) / place.video.progress / 2;
    }
    return std::clamp(
        std::chrono::duration_cast<std::chrono::milliseconds>(left), kPollAtLeast, kPollAtMost
    );
}

bool has_ended(const Video& video) {
    return video.status == VideoStatus::kCompleted || video.status == VideoStatus::kFailed;
}

net::Response video_reply(const domain::VideoPlace& place, const Clock& clock) {
    net::Response response = json_reply(video_json(place));
    if (!has_ended(place.video)) {
        response.fields.set(
            "openai-poll-after-ms", std::to_string(poll_after(place, clock).count())
        );
    }
    return response;
}

class VideoRoutes {
  public:
    explicit VideoRoutes(const Parts& parts) : parts_(parts) {}

    Result<net::Response> create(Call& call) const {
        return queue(call, HIBARI_TRY(new_video(Uploads(parts_), sender_of(call), call.body)));
    }

    Result<net::Response> remix(Call& call) const {
        return queue(call, new_remix(id_of(call), call.body));
    }

    Result<net::Response> edit(Call& call) const {
        return queue(
            call,
            HIBARI_TRY(new_from_video(
                Uploads(parts_), sender_of(call), domain::VideoKind::kEdit, call.body
            ))
        );
    }

    Result<net::Response> extend(Call& call) const {
        return queue(
            call,
            HIBARI_TRY(new_from_video(
                Uploads(parts_), sender_of(call), domain::VideoKind::kExtension, call.body
            ))
        );
    }

    Result<net::Response> list(Call& call) const {
        const auto found = HIBARI_TRY(parts_.videos.list(call.who, page_request(call.query)));
        Json data = Json::array();
        for (const Video& video : found.videos) {
            data.push_back(video_json(video));
        }
        return json_reply(json_list(std::move(data), found.has_more));
    }

    Result<net::Response> retrieve(Call& call) const {
        return video_reply(HIBARI_TRY(parts_.videos.place(call.who, id_of(call))), parts_.clock);
    }

    Result<net::Response> remove(Call& call) const {
        HIBARI_TRY(parts_.videos.remove(call.who, id_of(call)));
        return json_reply(json_deleted(id_of(call), "video.deleted"));
    }

    Result<net::Response> cancel(Call& call) const {
        return json_reply(video_json(HIBARI_TRY(parts_.videos.cancel(call.who, id_of(call)))));
    }

    Result<net::Response> content(Call& call) const {
        const Video video = HIBARI_TRY(parts_.videos.find(call.who, id_of(call)));
        return clip_reply(parts_, call, video, "video_id");
    }

    Result<net::Response> follow(Call& call) const {
        auto stream = HIBARI_TRY(
            parts_.watch.follow(call.who, id_of(call), call.query.at("preview").as_bool())
        );
        net::Response response;
        response.fields.set("content-type", "text/event-stream");
        response.fields.set("cache-control", "no-store");
        response.body = std::move(stream);
        return response;
    }

    Result<net::Response> quote(Call& call) const {
        const auto wanted = new_video(Uploads(parts_), sender_of(call), call.body, Keep::kNo);
        if (!wanted && status_of(wanted.error()) >= 500) {
            return fail(wanted.error());
        }
        // What is wrong with an upload is a refusal like any other.
        auto quote =
            HIBARI_TRY(parts_.videos.quote(call.who, wanted ? *wanted : plain_video(call.body)));
        if (!wanted) {
            quote.refusal = wanted.error();
        }
        const Video& video = quote.order.video;
        return json_reply(Json::object({
            {"object", "video.quote"},
            {"allowed", !quote.refusal},
            {"reason", quote.refusal ? error_json(*quote.refusal).at("error") : Json(nullptr)},
            {"model", video.model},
            {"size", video.size},
            {"seconds", std::to_string(video.seconds)},
            {"weight", quote.order.weight},
            {"allowance", allowance_json(quote.usage)},
        }));
    }

  private:
    static const std::string& id_of(const Call& call) { return call.request.parameter("video_id"); }

    static Sender sender_of(const Call& call) {
        return {.who = call.who, .form = &call.form, .stop = call.request.stop};
    }

    Result<net::Response> queue(Call& call, const domain::NewVideo& wanted) const {
        const Video video = HIBARI_TRY(parts_.videos.create(call.who, wanted));
        const Json* wait = call.body.find("wait");
        const bool waits = wait != nullptr && wait->is_integer() && wait->as_integer() > 0;
        // When too many wait already it is answered as it is.
        if (const auto held = waits ? parts_.held_handlers.take(call.who.account) : std::nullopt) {
            parts_.watch.wait_for_end(
                call.who, video.id, std::chrono::seconds(wait->as_integer()), call.request.stop
            );
        }
        return video_reply(HIBARI_TRY(parts_.videos.place(call.who, video.id)), parts_.clock);
    }

    const Parts& parts_;
};

}  // namespace

void add_video_routes(Api& api, const Parts& parts) {
    const VideoRoutes routes(parts);
    const auto bind = [&](auto method) {
        return [routes, method](Call& call) { return (routes.*method)(call); };
    };
    const RouteOptions creating{.body_bytes_max = kBodyBytesMax, .creates = true};
    api.answer("createVideo", bind(&VideoRoutes::create), creating);
    api.answer("listVideos", bind(&VideoRoutes::list));
    api.answer("retrieveVideo", bind(&VideoRoutes::retrieve));
    api.answer("deleteVideo", bind(&VideoRoutes::remove));
    api.answer("cancelVideo", bind(&VideoRoutes::cancel));
    api.answer("downloadVideoContent", bind(&VideoRoutes::content));
    api.answer("streamVideoEvents", bind(&VideoRoutes::follow));
    api.answer("quoteVideo", bind(&VideoRoutes::quote), {.body_bytes_max = kBodyBytesMax});
    api.answer("remixVideo", bind(&VideoRoutes::remix), creating);
    api.answer("editVideo", bind(&VideoRoutes::edit), creating);
    api.answer("extendVideo", bind(&VideoRoutes::extend), creating);
}

}  // namespace hibari::server
