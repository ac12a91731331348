namespace CsMonolith.Journey.Stakeholders;

internal sealed class AnswerPeopleMapsAsOf(JourneyDb db) : IRequestHandler<PeopleMapsAsOf, IReadOnlyList<PeopleMapAsOf>>
{
    public async Task<IReadOnlyList<PeopleMapAsOf>> Handle(PeopleMapsAsOf ask, CancellationToken cancellation) =>
        [
            .. (await MapReader.Read(db, ask.Accounts, ask.AsOf, db.Clock.EndOf(ask.KnownOn ?? ask.AsOf), cancellation))
                .OrderBy(pair => pair.Key)
                .Select(pair => new PeopleMapAsOf(
                    pair.Key,
                    pair.Value.Present.Count,
                    pair.Value.InTouch,
                    pair.Value.Present.Any(one => one.Role == StakeholderRole.Ambassador),
                    !pair.Value.IsSponsorless,
                    pair.Value.Level is { } level
                        ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(level.ToString())
                        : null
                )),
        ];
}
