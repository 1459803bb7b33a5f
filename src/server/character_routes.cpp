// /v1/videos/characters: who and what keeps its look and voice from clip to clip.

#include "server/json_reply.h"
#include "server/likeness_intake.h"
#include "server/routes.h"
#include "server/uploads.h"

namespace hibari::server {
namespace {

using domain::Character;

// The clip that shows it.
constexpr std::size_t kBodyBytesMax = (512U << 20U) + (1U << 20U);

Json character_json(const Character& character) {
    return Json::object({
        {"id", character.id},
        {"name", character.name},
        {"created_at", json_time(character.created_at_us)},
    });
}

class CharacterRoutes {
  public:
    explicit CharacterRoutes(const Parts& parts) : parts_(parts) {}

    Result<net::Response> create(Call& call) const {
        const Sender from{.who = call.who, .form = &call.form, .stop = call.request.stop};
        const Uploads uploads(parts_);
        const Json& video = call.body.at("video");
        const Json* id = video.find("id");
        const auto clip = HIBARI_TRY(
            id != nullptr ? uploads.copy_of(from, id->as_string()) : uploads.clip(from, video)
        );
        const std::string& name = call.body.at("name").as_string();
        const auto pack = HIBARI_TRY(enrol_character(parts_, clip, name));
        return json_reply(character_json(HIBARI_TRY(parts_.characters.create(
            call.who, name, clip.file.path(), pack ? pack->path() : std::filesystem::path()
        ))));
    }

    Result<net::Response> list(Call& call) const {
        const auto page = HIBARI_TRY(parts_.characters.list(call.who, page_request(call.query)));
        Json data = Json::array();
        for (const Character& character : page.characters) {
            data.push_back(character_json(character));
        }
        return json_reply(json_list(std::move(data), page.has_more));
    }

    Result<net::Response> retrieve(Call& call) const {
        return json_reply(character_json(HIBARI_TRY(parts_.characters.find(call.who, id_of(call))))
        );
    }

    Result<net::Response> rename(Call& call) const {
        return json_reply(character_json(HIBARI_TRY(
            parts_.characters.rename(call.who, id_of(call), call.body.at("name").as_string())
        )));
    }

    Result<net::Response> remove(Call& call) const {
        HIBARI_TRY(parts_.characters.remove(call.who, id_of(call)));
        return json_reply(json_deleted(id_of(call), "character.deleted"));
    }

  private:
    static const std::string& id_of(const Call& call) {
        return call.request.parameter("character_id");
    }

    const Parts& parts_;
};

}  // namespace

void add_character_routes(Api& api, const Parts& parts) {
    const CharacterRoutes routes(parts);
    const auto bind = [&](auto method) {
        return [routes, method](Call& call) { return (routes.*method)(call); };
    };
    api.answer(
        "createCharacter", bind(&CharacterRoutes::create), {.body_bytes_max = kBodyBytesMax}
    );
    api.answer("listCharacters", bind(&CharacterRoutes::list));
    api.answer("retrieveCharacter", bind(&CharacterRoutes::retrieve));
    api.answer("updateCharacter", bind(&CharacterRoutes::rename));
    api.answer("deleteCharacter", bind(&CharacterRoutes::remove));
}

}  // namespace hibari::server
