// Compiled once per instruction set: see lanes.h.
#include "world/render/surface/ball.h"
#include "world/render/surface/patterns.h"

HIBARI_LANES_BEGIN

namespace surface {

HIBARI_KERNEL bool ball_pattern(const Site& site, const Brush& brush, Look& look) {
    switch (brush.surface) {
        case Surface::kBasketball:
            look = basketball(site, brush);
            return true;
        case Surface::kSoccerBall:
            look = soccer_ball(site, brush);
            return true;
        case Surface::kTennisBall:
            look = tennis_ball(site, brush);
            return true;
        case Surface::kBaseball:
            look = baseball(site, brush);
            return true;
        case Surface::kVolleyball:
            look = volleyball(site, brush);
            return true;
        case Surface::kAmericanFootball:
            look = american_football(site, brush);
            return true;
        case Surface::kGolfBall:
            look = golf_ball(site, brush);
            return true;
        case Surface::kBeachBall:
            look = beach_ball(site, brush);
            return true;
        case Surface::kBowlingBall:
            look = bowling_ball(site, brush);
            return true;
        default:
            return false;
    }
}

}  // namespace surface

HIBARI_LANES_END
