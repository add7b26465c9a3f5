-- name: progress_of_child
select campaign_id, min(started_at), max(completed_at)
from participation where person_id = :child_id group by campaign_id

-- name: practised_since
-- Those of tests that run, or ended since: what is older is not looked at.
select a.competence, count(*)
from assessment t join answer a on a.person_id = t.person_id and a.assessment_id = t.id
where t.person_id = :child_id and (t.ended_at is null or t.ended_at >= :since) and a.answered_at >= :since
group by a.competence
