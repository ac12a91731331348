namespace CsMonolith.Journey.People;

/// <summary>One person's time in a team; both days included, an open end has no last day.</summary>
internal sealed record TeamMember(Guid PersonId, DateOnly From, DateOnly? To = null);

/// <summary>People who look after customers together, and who leads them.</summary>
internal sealed class Team(Guid id, string name, Guid leaderId) : Aggregate, IDecidesVisibility
{
    public Guid Id { get; private set; } = id;

    public string Name { get; private set; } = name;

    public Guid LeaderId { get; private set; } = leaderId;

    public IReadOnlyList<TeamMember> Members { get; private set; } = [];

    public Result Staff(IReadOnlyList<TeamMember> members)
    {
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i] is { To: { } last } member && last < member.From)
            {
                return JourneyErrors.NotPartOfPeriod(member.From, last, $"/members/{i}/to");
            }
        }

        Members = members;
        return Result.Done;
    }

    public IEnumerable<Guid> MembersOn(DateOnly day) =>
        Members
            .Where(member => new Period(member.From, member.To).Holds(day))
            .Select(member => member.PersonId)
            .Distinct();

    public bool Includes(Guid person, DateOnly day) => LeaderId == person || MembersOn(day).Contains(person);
}

internal sealed class TeamMapping : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("Teams");
        builder.Property(team => team.Id).ValueGeneratedNever();
        builder.Property(team => team.Name).HasMaxLength(100);
        builder.Property(team => team.Members).AsJson();
    }
}
