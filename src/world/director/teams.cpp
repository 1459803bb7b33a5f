#include "world/director/teams.h"

#include "world/director/lexicon/tables.h"
#include "world/director/reader_words.h"

#include <algorithm>

namespace hibari::world {
namespace {

// Who is one of those that play, though the word names somebody new.
constexpr std::string_view kPositions =
    "batter|pitcher|striker|catcher|shooter|server|goalkeeper|keeper|goalie|quarterback|receiver|"
    "bowler|kicker|setter|forward|defender|winger|captain|hitter|slugger|fielder|player|golfer|"
    "dribbler|spiker|midfielder|guard";

class Team {
  public:
    Team(Story& story, DraftShot& draft) : story_(story), draft_(draft) {}

    void run() {
        const SportRow* game =
            draft_.sport < 0 ? nullptr : &sport_rows()[static_cast<std::size_t>(draft_.sport)];
        if (game == nullptr || game->ball.empty() || !find_players(*game)) {
            return;
        }
        const auto single = std::ranges::find_if(draft_.actions, [&](const DraftAction& action) {
            return !plays_along(action) && is_ball_deed(action.action.verb) &&
                   (is_player(action.subject) || takes_a_position(action.subject));
        });
        if (single == draft_.actions.end()) {
            return;
        }
        const int step = std::ranges::find_if(draft_.actions, [&](const DraftAction& action) {
                             return plays_along(action);
                         })->action.step;
        for (const int member : std::vector<int>(draft_.present)) {
            if (takes_a_position(member)) {
                be_one_of_them(member);
            }
        }
        if (game->deed == Verb::kKick || game->deed == Verb::kThrow) {
            return;  // They pass it on among them first.
        }
        std::erase_if(draft_.actions, [&](const DraftAction& action) {
            return plays_along(action);
        });
        const bool gap = std::ranges::none_of(draft_.actions, [&](const DraftAction& action) {
            return action.action.step == step;
        });
        for (DraftAction& action : draft_.actions) {
            action.action.step -= gap && action.action.step > step ? 1 : 0;
        }
    }

  private:
    static bool is_ball_deed(Verb verb) {
        return is_sending(verb) || verb == Verb::kCatch || verb == Verb::kDribble;
    }

    bool is_player(int member) const {
        return std::ranges::find(players_, member) != players_.end();
    }

    // "play baseball": what all of them are said to do, and none of them in particular.
    bool plays_along(const DraftAction& action) const {
        return is_player(action.subject) && said(action, "play");
    }

    bool find_players(const SportRow& game) {
        for (const DraftAction& action : draft_.actions) {
            const bool game_deed =
                action.action.verb == game.deed || is_ball_deed(action.action.verb);
            const bool among_them = said(action, "catch");  // "play catch" needs all of them.
            if (said(action, "play") && !among_them && game_deed &&
                story_.is_person(action.subject)) {
                players_.push_back(action.subject);
            }
        }
        return players_.size() > (game.net.empty() ? 1U : 2U);  // Two over a net are a rally.
    }

    bool takes_a_position(int member) const {
        const CastMember& known = story_.cast[static_cast<std::size_t>(member)];
        return story_.is_person(member) && !is_player(member) && listed(kPositions, known.head) &&
               Story::has(draft_, member);
    }

    // The newcomer takes the place of the first player who has none yet, with the looks of both.
    void be_one_of_them(int member) {
        const auto free = std::ranges::find_if(players_, [&](int player) {
            return Story::has(draft_, player) &&
                   std::ranges::none_of(draft_.actions, [&](const DraftAction& action) {
                       return action.subject == player && !plays_along(action);
                   });
        });
        if (free == players_.end()) {
            return;
        }
        const int player = *free;
        PersonLook& look = story_.cast[static_cast<std::size_t>(member)].entity.look;
        look.age = story_.cast[static_cast<std::size_t>(player)].entity.look.age;
        std::erase_if(draft_.actions, [&](const DraftAction& action) {
            return action.subject == player;
        });
        std::erase_if(draft_.relations, [&](const DraftRelation& relation) {
            return relation.owner == player;
        });
        std::erase(draft_.present, player);
    }

    Story& story_;
    DraftShot& draft_;
    std::vector<int> players_;
};

}  // namespace

void field_the_team(Story& story, DraftShot& draft) {
    Team(story, draft).run();
}

}  // namespace hibari::world
