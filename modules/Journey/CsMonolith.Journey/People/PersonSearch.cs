using CsMonolith.Platform.Search;

namespace CsMonolith.Journey.People;

/// <summary>Finds those who are here by name. O(people).</summary>
internal sealed class PersonSearch(JourneyDb db) : ISearchSource
{
    public string Operation => nameof(ListPeople);

    public async Task<IReadOnlyList<FoundThing>> Find(
        SearchText text,
        AccountScope accounts,
        int limit,
        CancellationToken cancellation
    )
    {
        var today = db.Clock.Today;
        return
        [
            .. (
                await db.Set<Person>()
                    .AsNoTracking()
                    .Where(person => person.LeftOn == null || person.LeftOn > today)
                    .ToListAsync(cancellation)
            )
                .Select(person => (Person: person, Rank: text.Rank(person.Name)))
                .Where(one => one.Rank is not null)
                .OrderBy(one => one.Rank)
                .ThenBy(one => one.Person.Name, StringComparer.Ordinal)
                .Take(limit)
                .Select(one => new FoundThing(
                    "person",
                    one.Person.Id,
                    one.Person.Name,
                    string.Join(
                        ProblemAnswers.InJapanese ? "、" : ", ",
                        one.Person.Roles.Select(role => PermissionWording.Of(role).Read(ProblemAnswers.InJapanese))
                    ),
                    $"/v1/people/{one.Person.Id}",
                    one.Rank!.Value
                )),
        ];
    }
}
