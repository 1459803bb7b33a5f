// /v1/posts, and whom an account follows and blocks.

#include "domain/circle.h"
#include "domain/likeness/posts.h"
#include "server/clip_reply.h"
#include "server/json_reply.h"
#include "server/likeness_json.h"
#include "server/routes.h"

namespace hibari::server {
namespace {

Json accounts_json(const std::vector<std::string>& ids) {
    Json data = Json::array();
    for (const std::string& id : ids) {
        data.push_back(Json::object({{"id", id}, {"object", "account_reference"}}));
    }
    return json_list(std::move(data), false);
}

class PostRoutes {
  public:
    explicit PostRoutes(const Parts& parts) : parts_(parts) {}

    Result<net::Response> create(Call& call) const {
        const Json* caption = call.body.find("caption");
        return json_reply(post_json(HIBARI_TRY(parts_.posts.create(
            call.who,
            call.body.at("video_id").as_string(),
            caption != nullptr ? caption->as_string() : ""
        ))));
    }

    Result<net::Response> list(Call& call) const {
        const auto page = HIBARI_TRY(parts_.posts.list(call.who, page_request(call.query)));
        Json data = Json::array();
        for (const domain::Post& post : page.posts) {
            data.push_back(post_json(post));
        }
        return json_reply(json_list(std::move(data), page.has_more));
    }

    Result<net::Response> retrieve(Call& call) const {
        return json_reply(post_json(HIBARI_TRY(parts_.posts.find(call.who, post_id(call)))));
    }

    Result<net::Response> remove(Call& call) const {
        HIBARI_TRY(parts_.posts.remove(call.who, post_id(call)));
        return json_reply(json_deleted(post_id(call), "post.deleted"));
    }

    Result<net::Response> content(Call& call) const {
        return clip_reply(
            parts_, call, HIBARI_TRY(parts_.posts.video(call.who, post_id(call))), "post_id"
        );
    }

    Result<net::Response> follows(Call& call) const {
        return json_reply(accounts_json(HIBARI_TRY(parts_.circle.follows(call.who))));
    }

    Result<net::Response> follow(Call& call) const {
        HIBARI_TRY(parts_.circle.follow(call.who, account_id(call)));
        return follows(call);
    }

    Result<net::Response> unfollow(Call& call) const {
        HIBARI_TRY(parts_.circle.unfollow(call.who, account_id(call)));
        return follows(call);
    }

    Result<net::Response> blocks(Call& call) const {
        return json_reply(accounts_json(HIBARI_TRY(parts_.circle.blocks(call.who))));
    }

    Result<net::Response> block(Call& call) const {
        HIBARI_TRY(parts_.circle.block(call.who, account_id(call)));
        return blocks(call);
    }

    Result<net::Response> unblock(Call& call) const {
        HIBARI_TRY(parts_.circle.unblock(call.who, account_id(call)));
        return blocks(call);
    }

  private:
    static const std::string& post_id(const Call& call) {
        return call.request.parameter("post_id");
    }

    static const std::string& account_id(const Call& call) {
        return call.request.parameter("account_id");
    }

    const Parts& parts_;
};

}  // namespace

void add_post_routes(Api& api, const Parts& parts) {
    const PostRoutes routes(parts);
    const auto bind = [&](auto method) {
        return [routes, method](Call& call) { return (routes.*method)(call); };
    };
    api.answer("createPost", bind(&PostRoutes::create));
    api.answer("listPosts", bind(&PostRoutes::list));
    api.answer("retrievePost", bind(&PostRoutes::retrieve));
    api.answer("deletePost", bind(&PostRoutes::remove));
    api.answer("downloadPost", bind(&PostRoutes::content));
    api.answer("listFollows", bind(&PostRoutes::follows));
    api.answer("follow", bind(&PostRoutes::follow));
    api.answer("unfollow", bind(&PostRoutes::unfollow));
    api.answer("listBlocks", bind(&PostRoutes::blocks));
    api.answer("block", bind(&PostRoutes::block));
    api.answer("unblock", bind(&PostRoutes::unblock));
}

}  // namespace hibari::server
